"""Whatever a reader of a PDF file meets otherwise is seen in its view, or on its pages."""

import pytest
from proof.built import default_build, named
from views.pdf_attacks import ATTACKS, Seen
from views.pdf_edits import changed, painted, swapped_glyphs, swapped_meaning

from reportgen.views import Item, PageImages, Region, View, read_pdf, regions

NAMED = [(kind, name) for kind, attacks in ATTACKS.items() for name in attacks]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return named(default_build(tmp_path_factory.mktemp("made")), "en.pdf").read_bytes()


@pytest.fixture(scope="module")
def view(whole: bytes) -> View:
    return read_pdf("en.pdf", whole)


def of_kind(kind: Seen, view: View) -> list[Item]:
    return [item for item in view.items if item.kind == kind]


def pages_of(view: View) -> PageImages:
    assert view.pages is not None
    return view.pages


def differing(one: View, other: View, page: int = 1) -> tuple[Region, ...]:
    return regions(pages_of(one).image(page), pages_of(other).image(page))


@pytest.mark.proof
@pytest.mark.parametrize(("kind", "attack"), NAMED, ids=[f"{k}: {name}" for k, name in NAMED])
def test_a_change_that_a_reader_meets_changes_items_of_its_kind_or_a_page(
    kind: Seen, attack: str, whole: bytes, view: View
) -> None:
    found = read_pdf("changed.pdf", ATTACKS[kind][attack](whole))
    if kind == "painted":
        assert differing(view, found) or differing(view, found, 2)
    else:
        assert of_kind(kind, found) != of_kind(kind, view)


def test_signs_that_look_like_others_are_seen_on_the_page_though_the_words_are_the_same(
    whole: bytes, view: View
) -> None:
    found = read_pdf("swapped.pdf", changed(swapped_glyphs)(whole))
    assert of_kind("text", found) == of_kind("text", view)
    assert differing(view, found)


def test_words_that_are_read_as_others_are_seen_though_the_page_is_the_same(
    whole: bytes, view: View
) -> None:
    found = read_pdf("swapped.pdf", changed(swapped_meaning)(whole))
    assert of_kind("text", found) != of_kind("text", view)
    assert differing(view, found) == ()


def test_a_region_is_where_something_is_painted_otherwise_with_the_words_there(
    whole: bytes, view: View
) -> None:
    # 842 points high: a box from 700 to 730 points up, over the headline.
    found = read_pdf("boxed.pdf", painted(b"1 0 0 rg 100 700 50 30 re f")(whole))
    (region,) = differing(view, found)
    assert (region.left, region.right) == pytest.approx((100, 150), abs=1)
    assert (region.top, region.bottom) == pytest.approx((842 - 730, 842 - 700), abs=1)
    words = pages_of(view).words(1, Region(70, 110, 500, 150))
    assert words.startswith("Exports up 3.5% in the first half of 2025")


def test_regions_stand_apart_by_line_and_by_word(whole: bytes, view: View) -> None:
    two = b"1 0 0 rg 100 700 20 9 re f 300 700 20 9 re f 100 500 20 9 re f"
    found = read_pdf("boxed.pdf", painted(two)(whole))
    assert len(differing(view, found)) == 3


def test_pages_of_two_sizes_differ_everywhere(view: View) -> None:
    image = pages_of(view).image(1)
    (region,) = regions(image, image[: image.shape[0] // 2])
    assert (region.left, region.top) == (0, 0)
    assert (region.right, region.bottom) == pytest.approx((595, 842), abs=1)


def test_a_place_is_told_in_words_that_its_author_knows(view: View) -> None:
    places = {item.place for item in view.items}
    assert "page 1, under “Key points”" in places
    assert "page 4, Table 2, row “ESO engineering”, column “Level 2024 MAD billion”" in places
    assert "page 2, Figure 1, label" in places
    assert "attached file “exports.csv”" in places


def test_nothing_in_a_file_that_was_built_is_foreign(view: View) -> None:
    assert of_kind("foreign", view) == []
    assert [item for item in view.items if item.role == "untagged"] == []


def test_a_file_carries_its_ledger_and_its_data(view: View) -> None:
    assert {*view.attachments} == {"exports.csv", "targets.csv", "datapackage.json", "ledger.json"}
    assert view.ledger == view.attachments["ledger.json"]
    assert view.tagged


def test_a_file_without_structure_is_told_line_by_line(whole: bytes) -> None:
    bare = changed(lambda writer: writer.root_object.pop("/StructTreeRoot"))(whole)
    found = read_pdf("bare.pdf", bare)
    assert not found.tagged
    lines = [item.text for item in found.items if item.kind == "text" and item.place == "page 1"]
    assert "Exports up 3.5% in the first half of 2025" in lines
