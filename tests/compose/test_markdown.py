"""Markdown becomes the blocks of a document; images wait for their exhibits."""

from fractions import Fraction

import pytest

from reportgen.briefing import (
    BulletList,
    Callout,
    Emphasis,
    Heading,
    Inlines,
    Link,
    ListItem,
    Locale,
    PageBreak,
    Paragraph,
    Printed,
    Strong,
    Text,
)
from reportgen.compose.markdown import Marked, Piece, Placed, Title, pieces
from reportgen.measure import Measure

THREE = Printed(
    "3,5\u202f%", Measure(Fraction(7, 2), Fraction(3), Fraction(4), "%", "", (2,), "final")
)


def read(text: str, locale: Locale = "fr") -> list[Piece]:
    """The pieces of a text in which "{3}" stands for a figure."""
    marked = Marked()
    return list(pieces(text.replace("{3}", marked.mark(THREE)), marked, locale))


def words(text: str) -> Inlines:
    return (Text(text),)


def test_the_first_rank_is_the_title_and_the_others_are_headings() -> None:
    assert read("# Un\n\n## Deux\n\n### Trois\n\n#### Quatre") == [
        Title(words("Un")),
        Heading(1, words("Deux")),
        Heading(2, words("Trois")),
        Heading(2, words("Quatre")),
    ]


def test_marks_of_emphasis_and_links_nest() -> None:
    assert read("**gras *penché*** et [site](https://example.org/) interminablement.") == [
        Paragraph(
            (
                Strong((Text("gras "), Emphasis(words("penché")))),
                Text(" et "),
                Link(words("site"), "https://example.org/"),
                Text(" interminablement."),
            )
        )
    ]


def test_a_figure_keeps_its_proof_inside_bold_words() -> None:
    assert read("**{3} de plus** interminablement.") == [
        Paragraph((Strong((THREE, Text(" de plus"))), Text(" interminablement.")))
    ]


def test_lines_of_a_paragraph_are_joined_by_a_space() -> None:
    assert read("Une première phrase.\nUne deuxième phrase interminable.") == [
        Paragraph(
            (Text("Une première phrase."), Text(" "), Text("Une deuxième phrase interminable."))
        )
    ]


def test_points_callouts_and_page_breaks_are_blocks() -> None:
    assert read("- un\n- deux\n\n> Avis à tous.\n\n---\n") == [
        BulletList((ListItem(words("un")), ListItem(words("deux")))),
        Callout(words("Avis à tous.")),
        PageBreak(),
    ]


def test_an_image_waits_for_its_exhibit_with_its_caption() -> None:
    assert read("![Hausse de {3}](chart:segment/KPO)") == [
        Placed("chart:segment/KPO", (Text("Hausse de\u00a0"), THREE))
    ]


def test_images_on_following_lines_are_one_exhibit_each() -> None:
    assert read("![](card:a)\n![](card:b)") == [Placed("card:a", ()), Placed("card:b", ())]


def test_an_image_beside_words_is_still_an_exhibit() -> None:
    before, image, after = read("Voici la figure.\n![Titre](chart:growth)\nVoilà la suite.")
    assert before == Paragraph(words("Voici la\u00a0figure."))
    assert image == Placed("chart:growth", words("Titre"))
    assert after == Paragraph(words("Voilà la\u00a0suite."))


@pytest.mark.parametrize("text", ["    Une phrase.", "        Une phrase."])
def test_an_indented_line_is_a_paragraph(text: str) -> None:
    assert read(text) == [Paragraph(words("Une\u00a0phrase."))]


def test_html_stays_words() -> None:
    assert read("Un <b>mot</b> ici.") == [Paragraph(words("Un <b>mot</b>\u00a0ici."))]


def test_words_are_typeset_in_the_language_of_the_part() -> None:
    assert read("L'essentiel : oui") == [Paragraph(words("L’essentiel\u00a0: oui"))]
    assert read("Key points: yes", "en") == [Paragraph(words("Key points:\u00a0yes"))]


def test_the_last_two_words_of_a_paragraph_stay_together() -> None:
    assert read("Le total varie peu.") == [Paragraph(words("Le total varie\u00a0peu."))]


def test_a_paragraph_that_ends_in_a_figure_is_left_as_it_is() -> None:
    assert read("En hausse de {3}") == [Paragraph((Text("En hausse de\u00a0"), THREE))]
