"""The pages of a PDF file as a viewer paints them, and where two paintings differ."""

import ctypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from reportgen.views.limits import library, refused

Image = NDArray[np.uint8]

_SCALE = 1.6  # dots a point: a comma is three dots high
_MOST_DOTS = 40_000_000  # of a page
_ROWS_APART = 6  # dots between lines that are one region
_COLUMNS_APART = 30  # dots between words that are one region
_AROUND = 1.0  # points around a region within which a word belongs to it
UNMARKED = -1  # the number of words that belong to no structure


@dataclass(frozen=True, slots=True)
class Region:
    """A box on a page, in points from its left and upper edge."""

    left: float
    top: float
    right: float
    bottom: float


class PageImages:
    """The pages of a PDF file, numbered from 1; each is painted when it is asked for."""

    def __init__(self, name: str, data: bytes) -> None:
        with library(name, "is damaged: no viewer can open it"):
            self._file = pdfium.PdfDocument(data)
            self.count = len(self._file)
        self._name = name

    def image(self, number: int) -> Image:
        """Return a page with its annotations: rows of dots of three tones.

        Raises UnreadableError when it cannot be painted, or is larger than any wall.
        """
        with library(self._name, f"is damaged: page {number} of it cannot be painted"):
            page = self._file[number - 1]
            wide, high = page.get_size()
        if wide * high * _SCALE**2 > _MOST_DOTS:
            raise refused(self._name, f"its page {number} is larger than any briefing's")
        with library(self._name, f"is damaged: page {number} of it cannot be painted"):
            painted: Image = page.render(scale=_SCALE).to_numpy()[:, :, :3].copy()
        return painted

    def words(self, number: int, region: Region) -> str:
        """Return the words in a region of a page."""
        with library(self._name, f"is damaged: page {number} of it cannot be read"):
            page = self._file[number - 1]
            high = page.get_height()
            found: str = page.get_textpage().get_text_bounded(
                left=region.left - _AROUND, right=region.right + _AROUND,
                bottom=high - region.bottom - _AROUND, top=high - region.top + _AROUND,
            )  # fmt: skip
        return " ".join(found.split())

    def lines(self, number: int) -> list[str]:
        """Return the words of a page line by line, of a file without structure."""
        with library(self._name, f"is damaged: page {number} of it cannot be read"):
            text: str = self._file[number - 1].get_textpage().get_text_range()
        return [line.strip() for line in text.splitlines() if line.strip()]

    def marked(self, number: int) -> Mapping[int, list[str]]:
        """Return the words of a page in painting order, by the number of their marked content."""
        found: dict[int, list[str]] = {}
        with library(self._name, f"is damaged: page {number} of it cannot be read"):
            words = self._file[number - 1].get_textpage()
            held, last = [""], 0
            for at in range(words.count_chars()):
                letter = chr(pdfium_c.FPDFText_GetUnicode(words.raw, at))
                shown = pdfium_c.FPDFText_GetTextObject(words.raw, at)
                place = ctypes.cast(shown, ctypes.c_void_p).value or last
                if place != last:
                    mark = pdfium_c.FPDFPageObj_GetMarkedContentID(shown)
                    held, last = found.setdefault(mark, []), place
                    held.append("")
                # Where words stand apart, and at the end of a line, it adds what is no object.
                held[-1] += " " if letter in "\r\n" else letter
        return found


def regions(mine: Image, theirs: Image) -> tuple[Region, ...]:
    """Return where two paintings of one renderer differ, lines and words that touch together.

    A difference of one tone counts; pages of two sizes differ everywhere.
    """
    if mine.shape != theirs.shape:
        rows, columns = np.maximum(mine.shape[:2], theirs.shape[:2]) / _SCALE
        return (Region(0.0, 0.0, float(columns), float(rows)),)
    differs = (mine != theirs).any(axis=2)
    return tuple(
        Region(*(float(edge) / _SCALE for edge in (left, top, right + 1, bottom + 1)))
        for top, bottom in _bands(differs.any(axis=1), _ROWS_APART)
        for left, right in _bands(differs[top : bottom + 1].any(axis=0), _COLUMNS_APART)
    )


def _bands(differs: NDArray[np.bool_], apart: int) -> Iterator[tuple[int, int]]:
    """The first and the last of those that differ, in groups that stand apart."""
    places = np.flatnonzero(differs)
    if places.size:
        for group in np.split(places, np.flatnonzero(np.diff(places) > apart) + 1):
            yield int(group[0]), int(group[-1])
