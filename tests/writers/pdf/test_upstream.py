"""What reaches below ReportLab's interface: each test fails when upstream has changed."""

import io

import pytest
from reportlab import rl_config
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase import pdfdoc, ttfonts
from reportlab.pdfgen import pathobject
from reportlab.pdfgen.canvas import Canvas

from reportgen.theme import load_theme
from reportgen.writers.pdf import upstream
from reportgen.writers.pdf.fonts import registered


def new_canvas() -> Canvas:
    font = registered(load_theme().fonts.regular)
    return Canvas(io.BytesIO(), invariant=1, initialFontName=font)


def test_reportlab_still_puts_no_line_end_before_endstream() -> None:
    stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary({}), b"data", filters=[])
    assert stream.format(pdfdoc.PDFDocument()).endswith(b"dataendstream\n")


def test_every_stream_ends_with_a_line_end_that_its_data_cannot_be_part_of() -> None:
    canvas = new_canvas()
    canvas.drawString(10, 10, "text")
    upstream.close_page(canvas, 0)
    pdf = upstream.finished(canvas)
    assert pdf.count(b"\r\nendstream") == pdf.count(b"endstream") > 0


def test_reportlab_still_maps_unused_codes_to_the_null_character() -> None:
    assert "<00> <0000>" in ttfonts.makeToUnicodeCMap("Font", [0, 65])


def test_a_unicode_map_holds_used_codes_only_in_blocks_of_a_hundred() -> None:
    text = upstream.to_unicode_map("Font", [0, *range(0x41, 0x41 + 150), 0x1F600])
    assert "<0000>" not in text
    assert "100 beginbfchar" in text
    assert "51 beginbfchar" in text
    assert "<01> <0041>" in text
    assert "<97> <D83DDE00>" in text


def test_repairs_last_only_while_a_file_is_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    before = (pdfdoc.PDFStream.format, ttfonts.makeToUnicodeCMap, rl_config.useA85)
    canvas = new_canvas()
    monkeypatch.setattr(canvas, "getpdfdata", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        upstream.finished(canvas)
    assert (pdfdoc.PDFStream.format, ttfonts.makeToUnicodeCMap, rl_config.useA85) == before


def test_a_remembered_word_is_written_as_reportlab_writes_it() -> None:
    def words() -> list[object]:
        numbers = [pathobject.fp_str(0.1, 72.00001), pathobject.fp_str(-1e-9), pdfdoc.fp_str(1)]
        names = [pdfdoc.PDFName("text/plain (a)"), pdfdoc.pdfdocEnc("é"), pdfdoc.pdfdocEnc(b"x")]
        return [*numbers, *names]

    plain = words()
    with upstream.remembered_words():
        assert words() == plain
        known = pdfdoc.fp_str.cache_info().hits
        assert words() == plain
        assert pdfdoc.fp_str.cache_info().hits == known + 3
    assert not hasattr(pdfdoc.fp_str, "cache_info")


def test_characters_are_shown_as_a_text_object_of_reportlab_shows_them() -> None:
    font = registered(load_theme().fonts.regular)
    many = "".join(map(chr, range(0x21, 0x250)))  # more than one subset holds
    for text in ("(12,5\u00a0%) \\ é", many, ""):
        canvas, other = new_canvas(), new_canvas()
        shown = canvas.beginText(10, 20)
        shown.setFont(font, 9.5)
        shown.textOut(text)
        words = upstream.characters_shown(other, text, font, 9.5)
        assert shown.getCode() == f"BT 1 0 0 1 10 20 Tm {words} ET"
    assert "+1 9.5 Tf" in upstream.characters_shown(new_canvas(), many, font, 9.5)


def test_streams_are_not_written_as_ascii() -> None:
    canvas = new_canvas()
    canvas.setPageCompression(1)
    canvas.drawString(10, 10, "text")
    upstream.close_page(canvas, 0)
    assert b"ASCII85Decode" not in upstream.finished(canvas)


@pytest.mark.parametrize("key", ["StructParents", "Tabs"])
def test_reportlab_still_ignores_structure_keys_of_a_page(key: str) -> None:
    assert key not in pdfdoc.PDFPage.__NoDefault__


@pytest.mark.parametrize("key", ["OutputIntents", "AF"])
def test_reportlab_still_ignores_archival_keys_of_the_catalog(key: str) -> None:
    assert key not in pdfdoc.PDFCatalog.__NoDefault__


def test_a_closed_page_is_bound_to_the_parent_tree() -> None:
    canvas = new_canvas()
    canvas.drawString(10, 10, "text")
    upstream.close_page(canvas, 7)
    pdf = upstream.finished(canvas)
    assert b"/StructParents 7" in pdf
    assert b"/Tabs /S" in pdf


def test_entries_that_reportlab_does_not_know_reach_the_catalog() -> None:
    canvas = new_canvas()
    upstream.close_page(canvas, 0)
    upstream.extend_catalog(canvas, {"AF": pdfdoc.PDFArray([1])})
    assert b"/AF [ 1 ]" in upstream.finished(canvas)


def test_an_annotation_is_referenced_from_its_page() -> None:
    canvas = new_canvas()
    reference = upstream.annotate(canvas, pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Annot")}))
    upstream.close_page(canvas, 0)
    number, _ = upstream.document_of(canvas).idToObjectNumberAndVersion[reference.name]
    assert b"/Annots [ %d 0 R ]" % number in upstream.finished(canvas)


def test_a_page_reference_is_the_name_that_reportlab_gives_to_the_page() -> None:
    canvas = new_canvas()
    assert upstream.document_of(canvas).thisPageName() == upstream.page_reference(1).name


def test_a_stamp_dates_the_file_whatever_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    files = []
    for epoch in ("0", "86400"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        canvas = new_canvas()
        upstream.stamp(canvas, (2025, 10, 20, 0, 0, 0))
        upstream.close_page(canvas, 0)
        files.append(upstream.finished(canvas))
    assert b"D:20251020000000" in files[0]
    assert files[0] == files[1]


def test_reportlab_still_keeps_its_moment_where_it_is_replaced() -> None:
    assert isinstance(upstream.document_of(new_canvas())._timeStamp, TimeStamp)
