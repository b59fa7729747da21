"""Stacks to pages: where each band stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import fsum

from reportgen.writers.pdf.bands import Band, Stack
from reportgen.writers.rules import OVERTAKEN_BELOW, WELL_FILLED

_TOLERANCE = 0.01  # points: sums of many heights are not exact


@dataclass(frozen=True, slots=True)
class Placed:
    """A band and the distance of its top from the top of the page's text."""

    y: float
    band: Band


Sheet = tuple[Placed, ...]


@dataclass(slots=True)
class _Pager:
    """Pages under construction."""

    first_height: float
    later_height: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    y: float = 0.0
    after: float = 0.0
    deferred: Stack | None = None
    sections_passed: int = 0

    @property
    def height(self) -> float:
        return self.first_height if len(self.pages) == 1 else self.later_height

    @property
    def on_top(self) -> bool:
        return not self.pages[-1]

    def gap(self, stack: Stack) -> float:
        return stack.before_on_top if self.on_top else max(self.after, stack.before)

    def fits(self, height: float) -> bool:
        return self.y + height <= self.height + _TOLERANCE

    def put(self, band: Band) -> None:
        self.pages[-1].append(Placed(self.y, band))
        self.y += band.height

    def open_page(self) -> None:
        self.pages.append([])
        self.y, self.after = 0.0, 0.0
        if self.deferred:
            waiting, self.deferred = self.deferred, None
            self.set(waiting)

    def make_room(self, height: float, gap: float) -> None:
        while not self.on_top and not self.fits(gap + height):
            self.open_page()
            gap = self.after

    def set(self, group: Stack) -> None:
        chunks = list(_chunks(group.bands))
        self.make_room(_height(chunks[0]), self.gap(group))
        self.y += self.gap(group)
        page = len(self.pages)
        for position, chunk in enumerate(chunks):
            if position:
                self.make_room(_height(chunk), 0.0)
            if len(self.pages) > page:
                page = len(self.pages)
                self.y += self.after
                for band in chunk[0].repeated:
                    self.put(band)
            for band in chunk:
                self.make_room(band.height, 0.0)
                self.put(band)
        self.after = group.after

    def add(self, group: Stack) -> None:
        if self.deferred and not self.may_precede_deferred(group):
            self.open_page()
        if group.opens_page and self.y > self.height * WELL_FILLED:
            self.open_page()
        whole = self.gap(group) + group.height
        if group.floats and not self.on_top and not self.fits(whole):
            self.deferred, self.sections_passed = group, 0
            return
        self.sections_passed += group.keeps_with_next
        self.set(group)

    def may_precede_deferred(self, group: Stack) -> bool:
        """True for text that stays whole; of the next section only where the page is too empty."""
        near = self.sections_passed + group.keeps_with_next <= 1
        due = group.keeps_with_next and self.y > self.height * OVERTAKEN_BELOW
        whole = self.fits(self.gap(group) + group.height)
        return not group.is_exhibit and near and whole and not due and not group.opens_page


def paginate(
    stacks: Sequence[Stack], first_height: float, later_height: float
) -> tuple[Sheet, ...]:
    """Return the bands of each page, in order.

    A stack that floats and does not fit opens the next page. Whole stacks of text fill the
    page before it: those of its own section, and of the next one where a third of the page would
    stay empty. Bands higher than a page stand alone on theirs.
    """
    pager = _Pager(first_height, later_height)
    for group in _headed(stacks):
        pager.add(group)
    if pager.deferred:
        pager.open_page()
    return tuple(tuple(page) for page in pager.pages)


def _headed(stacks: Sequence[Stack]) -> Iterator[Stack]:
    """Headings as one with the stack that they head, from which they never part."""
    together: Stack | None = None
    for stack in stacks:
        if not stack.bands:
            continue
        if together and stack.opens_page:
            yield together
            together = None
        together = _above(together, stack) if together else stack
        if not stack.keeps_with_next:
            yield together
            together = None
    if together:
        yield together


def _above(heading: Stack, stack: Stack) -> Stack:
    gap = Band(max(heading.after, stack.before))
    return replace(
        heading,
        bands=(*heading.bands, gap, *stack.bands),
        after=stack.after,
        is_exhibit=stack.is_exhibit,
    )


def _chunks(bands: Sequence[Band]) -> Iterator[list[Band]]:
    chunk: list[Band] = []
    for band in bands:
        if band.may_break and chunk:
            yield chunk
            chunk = []
        chunk.append(band)
    yield chunk


def _height(bands: Sequence[Band]) -> float:
    return fsum(band.height for band in bands)
