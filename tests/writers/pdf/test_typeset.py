"""Words to lines."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.briefing import Emphasis, Inlines, Link, Strong, Text
from reportgen.errors import TemplateError
from reportgen.theme import load_theme
from reportgen.writers.pdf.fonts import Style, style_of
from reportgen.writers.pdf.lines import Line, lines_of, single_line, tagged
from reportgen.writers.pdf.structure import Content, Element


@cache
def body() -> Style:
    return style_of(load_theme(), "body")


def lines(inlines: Inlines, width: float) -> tuple[Line, ...]:
    return lines_of(tagged(inlines, body(), "P").runs, width)


def shown(line: Line) -> str:
    return "".join(run.text for run in line.runs)


def test_a_reference_inside_the_document_is_not_underlined() -> None:
    (run,) = tagged((Link((Text("figure 2"),), "#figure-2"),), body(), "P").runs
    assert not run.face.underlined


def test_a_line_that_continues_ends_with_its_space() -> None:
    assert [shown(line) for line in lines((Text("un deux trois"),), 45.0)] == ["un deux ", "trois"]


def test_a_number_never_parts_from_its_unit() -> None:
    text = "soit 13,4\u00a0milliards\u00a0de\u00a0dirhams et 3,5\u202f% de plus"
    for width in range(40, 300, 10):
        for line in lines((Text(text),), float(width)):
            assert not shown(line).strip().endswith(("3,5", "3,5\u202f"))
            assert line.width <= width


def test_white_space_is_one_space() -> None:
    assert [shown(line) for line in lines((Text("  un\n\tdeux   trois "),), 500.0)] == [
        "un deux trois"
    ]


def test_a_word_wider_than_the_line_is_cut() -> None:
    found = lines((Text("a " + "x" * 100),), 50.0)
    assert all(line.width <= 50.0 for line in found)
    assert "".join(shown(line) for line in found) == "a " + "x" * 100


def test_a_word_of_two_weights_does_not_break() -> None:
    inlines = (Text("aaaa b"), Strong((Text("bb"),)), Text("c"))
    assert [shown(line) for line in lines(inlines, 30.0)] == ["aaaa ", "bbbc"]


def test_strong_words_are_semibold_and_emphasised_words_italic() -> None:
    inlines = (Text("a"), Strong((Text("b"),)), Emphasis((Text("c"),)))
    fonts = [run.face.font.split("-")[1] for run in tagged(inlines, body(), "P").runs]
    assert fonts == ["Regular", "SemiBold", "Italic"]


def test_plain_and_strong_words_share_one_content() -> None:
    kids = tagged((Text("a"), Strong((Text("b"),)), Text("c")), body(), "P").kids
    assert [type(kid) for kid in kids] == [Content]


def test_links_and_foreign_terms_are_elements_between_the_words_around_them() -> None:
    term = Emphasis((Text("nearshore"),), lang="en")
    link = Link((Text("voir "), term), "https://exemple.ma")
    kids = tagged((Text("a "), link, Text(" b")), body(), "P").kids
    assert [kid.tag for kid in kids] == ["P", "Link", "P"]
    assert isinstance(kids[1], Element)
    span = kids[1].kids[1]
    assert isinstance(span, Element)
    assert (span.tag, span.lang) == ("Span", "en")


def test_a_link_is_underlined_and_active() -> None:
    (run,) = tagged((Link((Text("ici"),), "mailto:a@exemple.ma"),), body(), "P").runs
    assert run.face.underlined
    assert run.target
    assert run.target.address == run.target.name == "mailto:a@exemple.ma"


def test_a_link_that_runs_programs_is_refused() -> None:
    with pytest.raises(TemplateError, match="not allowed"):
        tagged((Link((Text("ici"),), "JavaScript:alert(1)"),), body(), "P")


def test_the_last_line_may_continue_elsewhere() -> None:
    runs = tagged((Text("Figure 1"),), body(), "P").runs
    (line,) = lines_of(runs, 500.0, continues=True)
    assert shown(line) == "Figure 1 "
    assert line.width == single_line(runs).width


@given(st.text("ab é\u00a0\u202f", max_size=80), st.floats(20, 400))
def test_lines_hold_every_word_in_order_and_stay_within_the_width(text: str, width: float) -> None:
    found = lines((Text(text),), width)
    joined = "".join(shown(line) for line in found)
    assert joined == " ".join(word for word in text.split(" ") if word)
    assert all(line.width <= width + 1e-6 for line in found)
