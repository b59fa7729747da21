"""Stacks to pages: where each band stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.writers.pdf.bands import Band, Stack
from reportgen.writers.rules import OVERTAKEN_BELOW, WELL_FILLED

_TOLERANCE = 0.01  # points: sums of many heights are not exact


@dataclass(frozen=True, slots=True)
class Placed:
    """A band and the distance of its top from the top of the page's text."""

    y: float
    band: Band


Sheet = tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Headings with the stack that they head."""

    stacks: tuple[Stack, ...]

    @property
    def first(self) -> Stack:
        return self.stacks[0]

    @property
    def floats(self) -> bool:
        return self.first.floats

    @property
    def opens_section(self) -> bool:
        return self.first.keeps_with_next

    @property
    def bands(self) -> tuple[Band, ...]:
        """All bands with the space between the stacks; headings never part from theirs."""
        bands: list[Band] = []
        for position, stack in enumerate(self.stacks):
            if position:
                gap = max(self.stacks[position - 1].after, stack.before)
                bands.append(Band(gap))
            bands += stack.bands
        return tuple(bands)


@dataclass(slots=True)
class _Pager:
    """Pages under construction."""

    first_height: float
    later_height: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    y: float = 0.0
    after: float = 0.0
    deferred: _Group | None = None
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

    def set(self, group: _Group) -> None:
        chunks = list(_chunks(group.bands))
        self.make_room(_height(chunks[0]), self.gap(group.first))
        self.y += self.gap(group.first)
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
        self.after = group.stacks[-1].after

    def add(self, group: _Group) -> None:
        if self.deferred and not self.may_precede_deferred(group):
            self.open_page()
        if group.first.opens_page and self.y > self.height * WELL_FILLED:
            self.open_page()
        whole = self.gap(group.first) + _height(group.bands)
        if group.floats and not self.on_top and not self.fits(whole):
            self.deferred, self.sections_passed = group, 0
            return
        self.sections_passed += group.opens_section
        self.set(group)

    def may_precede_deferred(self, group: _Group) -> bool:
        """True for text that stays whole; of the next section only where the page is too empty."""
        is_text = not any(stack.is_exhibit for stack in group.stacks)
        near = self.sections_passed + group.opens_section <= 1
        due = group.opens_section and self.y > self.height * OVERTAKEN_BELOW
        whole = self.fits(self.gap(group.first) + _height(group.bands))
        return is_text and near and whole and not due and not group.first.opens_page


def paginate(
    stacks: Sequence[Stack], first_height: float, later_height: float
) -> tuple[Sheet, ...]:
    """Return the bands of each page, in order.

    A stack that floats and does not fit opens the next page. Whole stacks of text fill the
    page before it: those of its own section, and of the next one where a third of the page would
    stay empty. Bands higher than a page stand alone on theirs.
    """
    pager = _Pager(first_height, later_height)
    for group in _groups(stacks):
        pager.add(group)
    if pager.deferred:
        pager.open_page()
    return tuple(tuple(page) for page in pager.pages)


def _groups(stacks: Sequence[Stack]) -> Iterator[_Group]:
    together: list[Stack] = []
    for stack in stacks:
        if not stack.bands:
            continue
        if together and stack.opens_page:
            yield _Group(tuple(together))
            together = []
        together.append(stack)
        if not stack.keeps_with_next:
            yield _Group(tuple(together))
            together = []
    if together:
        yield _Group(tuple(together))


def _chunks(bands: Sequence[Band]) -> Iterator[list[Band]]:
    chunk: list[Band] = []
    for band in bands:
        if band.may_break and chunk:
            yield chunk
            chunk = []
        chunk.append(band)
    yield chunk


def _height(bands: Sequence[Band]) -> float:
    return sum(band.height for band in bands)
