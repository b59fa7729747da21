"""What every exhibit says beside its drawing: the text of a figure for those who cannot see it."""

from collections.abc import Iterator

import pytest
from composed import published, standard, synthetic, typed, view_of

from reportgen.briefing import Chart, Locale, Text, plain
from reportgen.claims import ClaimSet
from reportgen.exhibits import EXHIBITS
from reportgen.exhibits.view import joined, sentence

LOCALES: tuple[Locale, ...] = ("fr", "en")
DATA = (published(), published("2024"), synthetic("2025-S1"), synthetic("2024-Q3"))


def charts(findings: ClaimSet, locale: Locale) -> dict[str, Chart]:
    view = view_of(findings, locale)
    made = {name: make(view, "KPO") for name, make in EXHIBITS.items()}
    return {name: chart for name, chart in made.items() if isinstance(chart, Chart)}


def labels(chart: Chart) -> Iterator[str]:
    """Everything that a drawing says in words and figures."""
    for series in chart.series:
        for point in series.points:
            if point is not None and point.label.text:
                yield point.label.text + ("" if point.sure else " e")
    yield from (category.name for category in chart.categories if chart.kind != "lines")
    yield from (category.missing for category in chart.categories if category.missing)
    yield from (plain(bracket.label) for bracket in chart.brackets)
    for fact in chart.facts:
        yield from (fact.label, fact.value.text, fact.unit)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("findings", DATA)
def test_the_alternative_text_holds_every_label_of_its_drawing(
    findings: ClaimSet, locale: Locale
) -> None:
    for name, chart in charts(findings, locale).items():
        told = typed(plain(chart.alt_text))
        assert [label for label in labels(chart) if typed(label) not in told] == [], name


def test_every_kind_of_chart_has_been_seen() -> None:
    seen = {chart.kind for findings in DATA for chart in charts(findings, "fr").values()}
    assert seen == {"waterfall", "stacked", "diverging", "panel", "paired", "lines"}


@pytest.mark.parametrize("locale", LOCALES)
def test_captions_and_alternative_texts_are_completed_by_the_catalogue(locale: Locale) -> None:
    kinds = {
        "fr": ("Diagramme en cascade", "Barres", "Courbes"),
        "en": ("Waterfall chart", "Stacked", "Ordered", "Bars", "Paired", "Quarterly"),
    }[locale]
    for findings in DATA:
        drawn = [b for b in standard(findings, locale).blocks if isinstance(b, Chart)]
        assert drawn
        for chart in drawn:
            assert plain(chart.alt_text).startswith(kinds)
            assert plain(chart.alt_text).endswith(".")
            assert chart.caption.subtitle
            assert chart.source.startswith("Source")


def test_pieces_are_joined_with_their_separator_between() -> None:
    assert joined([sentence("a"), sentence("b", "c")], ", ") == (
        Text("a"),
        Text(", "),
        Text("b"),
        Text("c"),
    )
    assert joined([], ", ") == ()


def test_words_end_in_the_colon_of_their_language() -> None:
    french, english = (view_of(published(), locale).labelled("2024") for locale in LOCALES)
    assert (french, english) == ("2024\u00a0: ", "2024: ")


def test_rows_of_an_alternative_text_are_parted_as_the_language_does() -> None:
    rows = [sentence("a"), sentence("b")]
    texts = [plain(view_of(published(), locale).alt_text(rows)) for locale in LOCALES]
    assert texts == ["a\u202f; b.", "a; b."]
