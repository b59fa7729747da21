"""What python-docx does that the writer corrects: each test fails when upstream changes."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.shape import CT_Inline
from docx.shared import Pt

from reportgen.writers.docx.upstream import (
    CORE_PROPERTY_LIMIT,
    RELICS,
    blank_document,
    inline_picture,
    members_of,
)


def picture() -> bytes:
    """The smallest PNG."""
    from PIL import Image

    stream = BytesIO()
    Image.new("RGB", (1, 1)).save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize("relic", sorted(RELICS))
def test_the_default_template_still_carries_the_relic(relic: str) -> None:
    part = docx.Document().part
    relations = (*part.package.rels.values(), *part.rels.values())
    assert relic in {relation.reltype for relation in relations}


def test_the_blank_document_carries_no_relic() -> None:
    part = blank_document().part
    relations = (*part.package.rels.values(), *part.rels.values())
    assert not {relation.reltype for relation in relations} & set(RELICS)


def test_the_default_template_still_has_styles_of_its_own() -> None:
    assert len(docx.Document().part.styles.element) > 0
    assert len(blank_document().part.styles.element) == 0


def test_a_property_still_holds_no_more_than_the_limit() -> None:
    properties = docx.Document().core_properties
    properties.title = "t" * CORE_PROPERTY_LIMIT
    with pytest.raises(ValueError, match="255"):
        properties.title = "t" * (CORE_PROPERTY_LIMIT + 1)


def test_a_picture_in_the_line_still_lacks_its_distances() -> None:
    theirs = CT_Inline.new_pic_inline(1, "rId1", "Figure 1", Pt(10), Pt(10))
    ours = inline_picture(1, "rId1", "Figure 1", Pt(10), Pt(10))
    assert theirs.get("distL") is None
    assert [ours.get(side) for side in ("distT", "distB", "distL", "distR")] == ["0"] * 4


def test_the_members_of_a_document_are_those_that_saving_writes() -> None:
    document = docx.Document()
    document.add_paragraph("Texte").add_run().add_picture(BytesIO(picture()))
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as package:
        written = {name: package.read(name) for name in package.namelist()}
    assert members_of(document) == written


def test_what_is_done_to_a_blank_document_leaves_the_next_one_blank() -> None:
    blank_document().add_paragraph("Texte")
    assert len(blank_document().element.body) == 0


def test_a_saved_file_still_carries_the_clock() -> None:
    saved = BytesIO()
    docx.Document().save(saved)
    with ZipFile(saved) as package:
        assert any(member.date_time[0] > 2000 for member in package.infolist())
