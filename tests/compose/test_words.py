"""The small language of the catalogue: conditions, braces, statements, overlays."""

from collections.abc import Callable
from typing import Any

import pytest

from reportgen.compose.catalogue import Catalogue, catalogue_of
from reportgen.compose.expressions import Fault, expression
from reportgen.compose.sentences import STRONG, Agreement, Shown, pieces
from reportgen.errors import TemplateError


class Names:
    """Names and tests of one test."""

    def __init__(self, **names: object) -> None:
        self.names = names

    def value(self, name: str) -> Any:  # noqa: ANN401
        return self.names[name]

    def test(self, name: str) -> Callable[..., bool]:
        tests: dict[str, Callable[..., bool]] = {"big": lambda n: n > 5, "over": lambda n, m: n > m}
        return tests[name]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("n is big", True),
        ("n is not big", False),
        ("n is big and not yes", False),
        ("no or yes", True),
        ("n is over(m)", True),
        ("n == m", False),
        ("n != m", True),
        ("twice(m) == m", False),
        ("nothing.previous", None),
    ],
)
def test_a_condition_is_worked_out(text: str, wanted: object) -> None:
    names = Names(n=7, m=3, yes=True, no=False, nothing=None, twice=lambda n: 2 * n)
    assert expression(text).evaluate(names) == wanted


def test_an_expression_tells_the_names_and_tests_that_it_uses() -> None:
    read = expression("rate is up and growth(series, news) is flat")
    assert read.names == {"rate", "growth", "series", "news"}
    assert read.tests == {"up", "flat"}
    assert read.conditions == {"rate is up", "growth(series, news) is flat"}


@pytest.mark.parametrize(
    "text",
    ["", "rate is", "1 + 1", "f(x=1)", "a.evidence", "[a]", "a < b", "'text'", "a is b is c"],
)
def test_what_is_no_figure_and_no_condition_is_refused(text: str) -> None:
    with pytest.raises(Fault):
        expression(text)


def test_a_sentence_is_words_figures_and_agreements() -> None:
    assert pieces("Up **{rate | by}** to {amount}, {who: falls / fall}; {a | digits b}.") == (
        f"Up {STRONG}",
        Shown("rate", "by"),
        f"{STRONG} to ",
        Shown("amount"),
        ", ",
        Agreement("who", ("falls", "fall")),
        "; ",
        Shown("a", "digits", "b"),
        ".",
    )


@pytest.mark.parametrize(
    "text", ["{a", "a}", "{}", "{growth(a)}", "{who: one}", "{who: 1 / 2 / 3}"]
)
def test_a_brace_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Fault):
        pieces(text)


ONE = """# Words

<!-- A remark. -->
## one
only when up
amount = level(series, news)

- first when amount is known
  fr: Un {amount}.
  en: One {amount}.
- second
  fr: Rien.
  en: Nothing.
"""


def read(shipped: str, own: str = "") -> Catalogue:
    return catalogue_of(((("catalogue/a.md", shipped),), (("catalogue/b.md", own),) if own else ()))


def test_a_statement_has_its_condition_its_figures_and_its_variants_in_order() -> None:
    one = read(ONE)["one"]
    assert (one.only and one.only.text, one.figures["amount"].text) == (
        "up",
        "level(series, news)",
    )
    assert [variant.name for variant in one.variants] == ["first", "second"]
    assert one.variants[0].wordings["en"][0].where == "catalogue/a.md:10"


def test_words_of_the_users_folder_stand_for_the_shipped_ones_language_by_language() -> None:
    one = read(ONE, "# Own\n\n## one\n- second\n  fr: Plus rien.\n")["one"]
    assert [line.text for line in one.variants[1].wordings["fr"]] == ["Plus rien."]
    assert [line.text for line in one.variants[1].wordings["en"]] == ["Nothing."]
    assert one.variants[0].when is not None
    assert one.variants[0].when.text == "amount is known"


def test_another_statement_of_the_user_replaces_its_namesake() -> None:
    one = read(ONE, "# Own\n\n## one\n- mine when up\n  fr: A.\n  en: B.\n")["one"]
    assert [variant.name for variant in one.variants] == ["mine"]


def test_another_file_of_the_same_folder_may_add_a_language() -> None:
    files = (("catalogue/a.md", ONE), ("catalogue/es.md", "## one\n- second\n  es: Nada.\n"))
    one = catalogue_of((files, ()))["one"]
    assert {*one.variants[1].wordings} == {"fr", "en", "es"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Capital letters", 'a.md:15: "Capital letters" cannot be read'),
        ("## Two", 'a.md:15: "## Two" names no statement'),
        ("   fr: three spaces", 'a.md:15: "fr: three spaces" cannot be read'),
        ("- second", 'a.md:15: a second "second"'),
        ("## one\n- first\n  fr: Un.", 'a.md:15: a second "one"; it stands at catalogue/a.md:4'),
        ("## two\n  fr: Rien.", "a.md:16: words outside of a variant"),
        ("## two\na = b\na = c", 'a.md:17: a second "a"'),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_never_merged(line: str, told: str) -> None:
    with pytest.raises(TemplateError) as refused:
        read(f"{ONE}\n{line}\n")
    assert told in str(refused.value)
