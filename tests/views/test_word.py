"""Whatever a reader of a Word file meets otherwise is seen in its view."""

import pytest
from proof.built import default_build, named
from views.word_attacks import ATTACKS
from views.word_edits import CHART, edited, looking

from reportgen.views import Item, Kind, View, read_word

NAMED = [(kind, name) for kind, attacks in ATTACKS.items() for name in attacks]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return named(default_build(tmp_path_factory.mktemp("made")), "en.docx").read_bytes()


@pytest.fixture(scope="module")
def view(whole: bytes) -> View:
    return read_word("en.docx", whole)


def of_kind(kind: Kind, view: View) -> list[Item]:
    return [item for item in view.items if item.kind == kind]


def only(found: View, before: View) -> Item:
    """The one item that is new."""
    (item,) = [each for each in found.items if each not in before.items]
    return item


@pytest.mark.proof
@pytest.mark.parametrize(("kind", "attack"), NAMED, ids=[f"{k}: {name}" for k, name in NAMED])
def test_a_change_that_a_reader_meets_changes_items_of_its_kind(
    kind: Kind, attack: str, whole: bytes, view: View
) -> None:
    changed = read_word("changed.docx", ATTACKS[kind][attack](whole))
    assert of_kind(kind, changed) != of_kind(kind, view)


def test_another_ledger_is_another_view(whole: bytes, view: View) -> None:
    forged = edited("customXml/item1.xml", "GROWTH/TOTAL", "GROWTH/OTHER")(whole)
    found = read_word("forged.docx", forged)
    assert (found.items, found.ledger) != (view.items, view.ledger)
    assert found != view


def test_a_place_is_told_in_words_that_its_author_knows(view: View) -> None:
    places = [item.place for item in view.items]
    assert "under “Key points”" in places
    assert "Table 2, row “ESO engineering”, column “Level 2024”" in places
    assert "Figure 5, series 3 “Label”, “ESO”, label" in places
    assert "table beginning “Exports”, column “Share of ITO and CRM”" in places
    assert {item.place for item in of_kind("running", view)} == {
        "footer of the first page", "footer", "header",
    }  # fmt: skip
    assert not any("paragraph" in place for place in places)


def test_nothing_in_a_file_that_was_built_is_foreign_or_hidden(view: View) -> None:
    assert [*of_kind("foreign", view), *of_kind("hidden", view)] == []


def test_runs_are_joined_whatever_their_number(view: View) -> None:
    texts = [item.text for item in view.items if item.under == "Key points"]
    assert texts[5].endswith("in\xa02024, after MAD\xa078\xa0million in\xa02023.")


def test_hidden_words_are_told_with_the_reason_and_not_as_text(whole: bytes, view: View) -> None:
    found = read_word("hidden.docx", looking('<w:color w:val="FEFEFE"/>')(whole))
    assert [item.text for item in of_kind("hidden", found)] == [
        "in the colour of its ground: MAD\xa02.587\xa0billion"
    ]
    assert not any("2.587\xa0billion" in item.text for item in of_kind("text", found))


def test_a_page_number_is_none_of_the_words(whole: bytes, view: View) -> None:
    again = edited("word/footer1.xml", ">1</w:t>", ">17</w:t>")(whole)
    assert read_word("again.docx", again) == view


def test_a_value_is_compared_by_its_first_digits_alone(whole: bytes, view: View) -> None:
    assert read_word("a", edited(CHART, r"485\.352528", "485.35252800000003")(whole)) == view
    assert read_word("b", edited(CHART, r"485\.352528", "485.3525")(whole)) != view


def test_a_bold_word_is_a_look_and_no_text(whole: bytes, view: View) -> None:
    found = only(read_word("bold.docx", looking("<w:b/>")(whole)), view)
    before = next(item for item in view.items if item.text == found.text)
    assert (found.kind, found.place, found.role) == (before.kind, before.place, before.role)
    assert found.look != before.look
