"""Failures: every problem on one line, with its place and its remedy; one exit code each."""

import pytest

from reportgen.errors import (
    CheckError,
    DataError,
    OutputError,
    PeriodError,
    Problem,
    ReportgenError,
    TemplateError,
    UsageError,
    VerifyError,
    did_you_mean,
)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            Problem("exports.csv:7", 'period "2024-Q5" is not a quarter (Q1 to Q4)'),
            'exports.csv:7: period "2024-Q5" is not a quarter (Q1 to Q4)',
        ),
        (
            Problem("exports.csv", "is empty", "give a CSV file"),
            "exports.csv: is empty; give a CSV file",
        ),
        (Problem("", "no such period"), "no such period"),
        (Problem("", "unknown option", "see --help"), "unknown option; see --help"),
    ],
)
def test_a_problem_says_where_what_and_what_to_do(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_a_failure_tells_every_problem_on_a_line_of_its_own() -> None:
    problems = Problem("a.csv:2", "wrong"), Problem("a.csv:3", "wrong too", "correct it")
    failure = DataError(*problems)
    assert failure.problems == problems
    assert str(failure) == "a.csv:2: wrong\na.csv:3: wrong too; correct it"


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (ReportgenError, 1),
        (OutputError, 1),
        (UsageError, 2),
        (TemplateError, 3),
        (DataError, 4),
        (PeriodError, 5),
        (CheckError, 6),
        (VerifyError, 8),
    ],
)
def test_each_failure_has_the_exit_code_of_the_contract(
    failure: type[ReportgenError], code: int
) -> None:
    assert failure.exit_code == code
    with pytest.raises(ReportgenError):
        raise failure(Problem("", "failed"))


@pytest.mark.parametrize(
    ("word", "remedy"),
    [
        ("CMR", 'did you mean "CRM"?'),
        ("BPOO", 'did you mean "BPO"?'),
        ("xyz", "choose one of: ITO, CRM, BPO"),
        ("", "choose one of: ITO, CRM, BPO"),
    ],
)
def test_a_remedy_names_the_nearest_word_else_all(word: str, remedy: str) -> None:
    assert did_you_mean(word, ["ITO", "CRM", "BPO"]) == remedy
