"""Marks of figures, and sentences that go with their evidence."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reportgen.briefing import Printed, Text
from reportgen.compose.markdown import VOID, Marked, proven
from reportgen.measure import Measure

ONE = Measure(Fraction(1), Fraction(1), Fraction(1), "%", "published", (2,), "final")


def test_marks_become_the_figures_they_stand_for_in_the_order_of_the_text() -> None:
    marked = Marked()
    first, second = Printed("1", ONE), Printed("2", ONE)
    one, two = marked.mark(first), marked.mark(second)
    content = tuple(marked.read(f"de {two} à {one}."))
    assert content == (Text("de "), second, Text(" à "), first, Text("."))


def test_a_text_without_figures_is_words_alone() -> None:
    assert tuple(Marked().read("Trois mots.")) == (Text("Trois mots."),)


def test_a_sentence_without_evidence_goes_and_its_neighbours_stay() -> None:
    assert proven(f"Avant. Le total {VOID}. Après.") == "Avant. Après."


def test_a_sentence_that_runs_over_two_lines_goes_as_a_whole() -> None:
    text = f"Avant.\nLe total atteint {VOID}\nau premier semestre. Après.\n"
    assert proven(text) == "Avant. Après.\n"


def test_a_stop_before_bold_marks_quotes_or_parentheses_ends_a_sentence() -> None:
    assert proven(f"**Gras.** {VOID} ici. (Entre parenthèses.) «Fin.» {VOID} là.") == (
        "**Gras.** (Entre parenthèses.) «Fin.»"
    )


def test_a_decimal_point_ends_no_sentence() -> None:
    assert proven(f"Up 3.5 points to {VOID}. Next.") == "Next."


def test_a_line_that_opens_in_bold_is_no_list_item() -> None:
    assert proven(f"**{VOID}** ouvre. La suite reste.") == "La suite reste."


def test_a_paragraph_of_which_nothing_is_proven_goes() -> None:
    assert proven(f"Un.\n\n{VOID} deux. {VOID} trois.\n\nQuatre.") == "Un.\n\n\nQuatre."


def test_a_list_keeps_its_proven_items() -> None:
    text = f"- un {VOID}\n- deux\n- trois. {VOID}.\n"
    assert proven(text) == "- deux\n- trois.\n"


def test_a_numbered_or_quoted_line_keeps_its_opening() -> None:
    assert proven(f"1. {VOID}. Un.\n> {VOID}. Avis.") == "1. Un.\n> Avis."


def test_a_heading_or_an_exhibit_whose_words_need_a_missing_figure_goes() -> None:
    text = f"## Hausse de {VOID}. Suite\nTexte.\n![Perte de {VOID}. Suite](chart:growth)\nFin."
    assert proven(text) == "Texte.\nFin."


def test_a_sentence_below_a_heading_goes_without_the_heading() -> None:
    assert proven(f"## Titre\n{VOID} un. Deux.") == "## Titre\nDeux."


@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_exactly_the_sentences_without_evidence_go(proofs: list[bool]) -> None:
    words = [f"Phrase {n}{'' if proof else VOID}." for n, proof in enumerate(proofs)]
    kept = " ".join(word for word, proof in zip(words, proofs, strict=True) if proof)
    assert proven("\n".join(words)).replace("\n", " ") == kept


@given(st.text().filter(lambda text: VOID not in text))
def test_a_text_with_all_its_evidence_is_left_as_it_is(text: str) -> None:
    assert proven(text) == text
