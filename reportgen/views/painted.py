"""What the pages of a PDF file paint, as a viewer reads it, and with which marks."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from reportgen.views.limits import library, refused

UNMARKED = -1  # the number of what no structure element can claim
_TEXT, _PATH, _FORM = (
    pdfium_c.FPDF_PAGEOBJ_TEXT,
    pdfium_c.FPDF_PAGEOBJ_PATH,
    pdfium_c.FPDF_PAGEOBJ_FORM,
)
_MOST_OBJECTS = 150_000  # on all pages; a page has two thousand
_INVISIBLE = 3  # the way in which scanned pages set the words behind their picture
_LONGEST = 256  # characters of a name
_LOCKED = (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)


@dataclass(frozen=True, slots=True)
class Painted:
    """Words, a picture or a drawing: on which page, under which number of the marked content.

    An artifact is no content of the document: a running head, the number of a page. `text` is
    known of words without a mark, `font` of all that are seen.
    """

    kind: int
    page: int
    number: int
    artifact: bool
    text: str = ""
    font: str = ""
    embedded: bool = True

    @property
    def bare(self) -> bool:
        """Whether neither a structure element claims it nor is it an artifact."""
        return self.number == UNMARKED and not self.artifact

    @property
    def is_text(self) -> bool:
        """Whether it is words."""
        return bool(self.kind == _TEXT)


def unlocked(name: str, data: bytes) -> tuple[bytes, int | None]:
    """Return a file without its encryption, and its permissions in bits; None where it has none.

    Raises UnreadableError when it cannot be opened without a password.
    """
    if b"/Encrypt" not in data:
        return data, None
    try:
        file = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in _LOCKED:
            what = "is encrypted, and cannot be opened without its password"
            raise refused(name, what, "save it without a password") from error
        return data, None  # the next who opens it says what is wrong
    if pdfium_c.FPDF_GetSecurityHandlerRevision(file.raw) < 0:
        return data, None
    plain = BytesIO()
    with library(name, "is encrypted, and damaged"):
        file.save(plain, flags=pdfium_c.FPDF_REMOVE_SECURITY)
    return plain.getvalue(), pdfium_c.FPDF_GetDocUserPermissions(file.raw)


def painted_on(name: str, data: bytes) -> tuple[Painted, ...]:
    """Return what all pages paint, in painting order.

    Raises UnreadableError when no viewer can open the file, or it paints without end.
    """
    found: list[Painted] = []
    with library(name, "is damaged: no viewer can open it"):
        for number, page in enumerate(pdfium.PdfDocument(data), 1):
            for each in _on_page(page, number):
                found.append(each)
                if len(found) > _MOST_OBJECTS:
                    raise refused(name, "paints more than any briefing")
    return tuple(found)


def _on_page(page: Any, at: int) -> Iterator[Painted]:  # noqa: ANN401 - the library has no types
    whole = (pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject)
    words: list[Any] = []  # the text of the page, read where it is asked for
    for shown, kind, number, artifact in _shown(page.raw, *whole, UNMARKED, False):
        painted = Painted(kind, at, number, artifact)
        if kind == _TEXT:
            words += [page.get_textpage()] if painted.bare and not words else []
            text = _text(shown, words[0].raw) if painted.bare else ""
            yield Painted(kind, at, number, artifact, text, *_font(shown))
        elif kind != _PATH or _is_drawn(shown):
            yield painted


def _shown(
    holder: Any,  # noqa: ANN401
    count: Callable[[Any], int],
    get: Callable[[Any, int], Any],
    number: int,
    artifact: bool,
) -> Iterator[tuple[Any, int, int, bool]]:
    """Each object of a page, or of a drawing in it: its kind, its mark, if it is an artifact."""
    inside = (pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject)
    for at in range(count(holder)):
        shown = get(holder, at)
        kind, own, mute = pdfium_c.FPDFPageObj_GetType(shown), ctypes.c_int(number), artifact
        for mark_at in range(pdfium_c.FPDFPageObj_CountMarks(shown)):
            mark = pdfium_c.FPDFPageObj_GetMark(shown, mark_at)
            pdfium_c.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", own)
            mute = mute or _name(pdfium_c.FPDFPageObjMark_GetName, mark) == "Artifact"
        if kind == _FORM:
            yield from _shown(shown, *inside, own.value, mute)
        else:
            yield shown, kind, own.value, mute


def _name(read: Callable[..., bool], mark: Any) -> str:  # noqa: ANN401
    held, size = (ctypes.c_ushort * _LONGEST)(), ctypes.c_ulong()
    found = read(mark, held, ctypes.sizeof(held), size)
    return bytes(held)[: size.value].decode("utf-16-le", "replace").rstrip("\0") if found else ""


def _text(shown: Any, page: Any) -> str:  # noqa: ANN401
    size = pdfium_c.FPDFTextObj_GetText(shown, page, None, 0)
    held = (ctypes.c_ushort * (size // 2))()
    pdfium_c.FPDFTextObj_GetText(shown, page, held, size)
    return bytes(held).decode("utf-16-le", "replace").rstrip("\0")


def _is_drawn(path: Any) -> bool:  # noqa: ANN401
    """Whether a path leaves a trace: one that clips does not."""
    filled, stroked = ctypes.c_int(0), ctypes.c_int(0)
    pdfium_c.FPDFPath_GetDrawMode(path, filled, stroked)
    return bool(filled.value or stroked.value)


def _font(shown: Any) -> tuple[str, bool]:  # noqa: ANN401
    """The name of the font of words, empty of those that are not seen; if it is in the file."""
    font = pdfium_c.FPDFTextObj_GetFont(shown)
    if not font or pdfium_c.FPDFTextObj_GetTextRenderMode(shown) == _INVISIBLE:
        return "", True
    name = ctypes.create_string_buffer(_LONGEST)
    pdfium_c.FPDFFont_GetBaseFontName(font, name, _LONGEST)
    return name.value.decode("utf-8", "replace"), pdfium_c.FPDFFont_GetIsEmbedded(font) != 0
