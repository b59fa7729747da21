"""Mistakes that an author makes, each named with its file, its line and the nearest name."""

from pathlib import Path
from shutil import copytree

import pytest

from reportgen.cli import main
from reportgen.compose import lint
from reportgen.errors import TemplateError
from reportgen.resources import shipped

OPENING, TOTAL, SEGMENTS = (f"catalogue/{n}.md" for n in ("opening", "total", "segments"))
PLAN = "plans/standard.md"
MISTAKES = [
    ("unknown name", TOTAL, "stood at {amount}, against", "stood at {amuont}, against", '"amount"'),
    ("unknown form", SEGMENTS, "reculé {both | by} sur", "reculé {both | bye} sur", '"by"'),
    ("unknown test", OPENING, "- flat when rate is flat", "- flat when rate is flatt", '"flat"'),
    ("unknown figure", TOTAL, "step = growth(", "step = grwth(", 'did you mean "growth"'),
    (
        "missing language",
        OPENING,
        "  en: This is the lowest level",
        "  zz: This is the lowest level",
        "en is missing",
    ),
    (
        "other figures",
        SEGMENTS,
        "en: {first} came first, at {amount}, or",
        "en: {first} came, or",
        "en says weight, fr says amount, weight",
    ),
    ("typed digit", TOTAL, "fr: Des mouvements s'opposent", "fr: Les 2 mouvements", '"2" is typed'),
    ("number word", TOTAL, "fr: Des mouvements s'opposent", "fr: Trois forces", '"Trois" stands'),
    ("direction", OPENING, "  fr: L'essentiel", "  fr: La hausse", '"hausse" says a direction'),
    (
        "a call in a sentence",
        TOTAL,
        "{then | by} {reference}",
        "{growth(series, news)}",
        "give the figure a name above it",
    ),
    ("unknown exhibit", PLAN, "(chart:half-years)", "(chart:halfyears)", '"chart:half-years"'),
    ("unknown reference", PLAN, "[chart:composition]", "[chart:compositoin]", "chart:composition"),
    ("unknown statement", PLAN, "half-step [", "half-stpe [", 'did you mean "half-step"'),
    ("unknown role", PLAN, "for each told ", "for each tlod ", 'did you mean "told"'),
    ("unknown period", PLAN, "# title in news", "# title in nwes", 'did you mean "news"'),
    (
        "unreachable variant",
        OPENING,
        "- lowest when top is lowest and many_periods",
        "- highest too when top is highest and many_periods",
        'variant "highest too" is never reached',
    ),
    ("duplicate name", OPENING, "## record-point", "## headline", 'a second "headline"'),
    (
        "duplicate variant",
        OPENING,
        "- flat when rate is flat",
        "- unchanged when rate is flat",
        'a second "unchanged"',
    ),
    (
        "a capital line",
        OPENING,
        "## headline\n",
        "## headline\nThis is stray.\n",
        '"This is stray." cannot be read',
    ),
    ("a capital name", OPENING, "## headline\n", "## Headline\n", '"## Headline" names no'),
    ("a name that is taken", TOTAL, "step = growth(", "level = growth(", "already means something"),
    (
        "a section without a heading",
        PLAN,
        "## core in focus",
        "## cores in focus",
        'no statement "cores-heading"',
    ),
    ("a setting", "plans/executive.md", "pages: 1", "pges: 1", 'did you mean "pages"'),
    ("a second section", PLAN, "## core in focus", "## total in news", 'a second section "total"'),
    ("a line of a plan", PLAN, "goal, goal-pace", "Goal, goal-pace", '"Goal" cannot be read'),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("plans", "catalogue"):
        copytree(shipped("templates") / name, tmp_path / name)
    return tmp_path


def told(folder: Path) -> list[str]:
    try:
        return [str(problem) for problem in lint(folder)]
    except TemplateError as error:
        return [str(problem) for problem in error.problems]


@pytest.mark.parametrize(
    ("file", "right", "wrong", "remedy"),
    [mistake[1:] for mistake in MISTAKES],
    ids=[mistake[0] for mistake in MISTAKES],
)
def test_a_mistake_is_named_with_its_line(
    file: str, right: str, wrong: str, remedy: str, folder: Path
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert right in text
    (folder / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    line = 1 + text[: text.index(right)].count("\n")
    found = [problem for problem in told(folder) if remedy in problem]
    assert found, told(folder)
    where, _, number = found[0].split(": ")[0].partition(":")
    assert where in (file, "plans/executive.md")
    assert abs(int(number or line) - line) <= 4


def test_the_shipped_words_have_nothing_to_mend(folder: Path) -> None:
    assert told(folder) == []


def test_a_section_that_does_not_exist_cannot_be_dropped(folder: Path) -> None:
    (folder / "plans" / "own.md").write_text("---\nextends: standard\ndrop: cor\n---\n")
    assert any('no section "cor" to drop; did you mean "core"?' in line for line in told(folder))


def test_the_command_says_what_there_is_and_what_is_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", "lint", "--templates", str(folder)]) == 0
    assert "nothing to mend" in capsys.readouterr().out
    (folder / "plans" / "own.md").write_text("# titel\n")
    assert main(["template", "lint", "--templates", str(folder)]) == 3
    assert 'plans/own.md:1: unknown statement "titel"' in capsys.readouterr().err


def test_the_command_lists_what_plans_and_conditions_may_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["template", "facts"]) == 0
    told = capsys.readouterr().out
    for name in ("engine", "news", "opposed", "growth", "season_record"):
        assert name in told
