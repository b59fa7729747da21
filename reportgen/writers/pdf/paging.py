"""Passages to pages: where each strip stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.writers.pdf.strip import Passage, Strip, height_of, space

_TOLERANCE = 0.01
_WELL_FILLED = 0.6  # a page emptier than this is not left for a section that opens one
_OVERTAKEN_BELOW = 2 / 3  # the next section goes before a figure only on a page emptier than this


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip and the distance of its top from the top of the page's text."""

    y: float
    strip: Strip


Sheet = tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Headings with the passage that they head."""

    passages: tuple[Passage, ...]

    @property
    def first(self) -> Passage:
        return self.passages[0]

    @property
    def floats(self) -> bool:
        return self.first.floats

    @property
    def opens_section(self) -> bool:
        return self.first.keeps_with_next

    @property
    def strips(self) -> tuple[Strip, ...]:
        """All strips with the space between the passages; headings never part from theirs."""
        strips: list[Strip] = []
        for position, passage in enumerate(self.passages):
            if position:
                gap = max(self.passages[position - 1].after, passage.before)
                strips.append(space(gap))
            strips += passage.strips
        return tuple(strips)


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

    def gap(self, passage: Passage) -> float:
        return passage.before_on_top if self.on_top else max(self.after, passage.before)

    def fits(self, height: float) -> bool:
        return self.y + height <= self.height + _TOLERANCE

    def put(self, strip: Strip) -> None:
        self.pages[-1].append(Placed(self.y, strip))
        self.y += strip.height

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
        chunks = list(_chunks(group.strips))
        self.make_room(height_of(chunks[0]), self.gap(group.first))
        self.y += self.gap(group.first)
        page = len(self.pages)
        for position, chunk in enumerate(chunks):
            if position:
                self.make_room(height_of(chunk), 0.0)
            if len(self.pages) > page:
                page = len(self.pages)
                self.y += self.after
                for strip in chunk[0].repeated:
                    self.put(strip)
            for strip in chunk:
                self.make_room(strip.height, 0.0)
                self.put(strip)
        self.after = group.passages[-1].after

    def add(self, group: _Group) -> None:
        if self.deferred and not self.may_precede_deferred(group):
            self.open_page()
        if group.first.opens_page and self.y > self.height * _WELL_FILLED:
            self.open_page()
        whole = self.gap(group.first) + height_of(group.strips)
        if group.floats and not self.on_top and not self.fits(whole):
            self.deferred, self.sections_passed = group, 0
            return
        self.sections_passed += group.opens_section
        self.set(group)

    def may_precede_deferred(self, group: _Group) -> bool:
        """True for text that stays whole; of the next section only where the page is too empty."""
        is_text = not any(passage.is_exhibit for passage in group.passages)
        near = self.sections_passed + group.opens_section <= 1
        due = group.opens_section and self.y > self.height * _OVERTAKEN_BELOW
        whole = self.fits(self.gap(group.first) + height_of(group.strips))
        return is_text and near and whole and not due and not group.first.opens_page


def paginate(
    passages: Sequence[Passage], first_height: float, later_height: float
) -> tuple[Sheet, ...]:
    """Return the strips of each page, in order.

    A passage that floats and does not fit opens the next page. Whole passages of text fill the
    page before it: those of its own section, and of the next one where a third of the page would
    stay empty. Strips higher than a page stand alone on theirs.
    """
    pager = _Pager(first_height, later_height)
    for group in _groups(passages):
        pager.add(group)
    if pager.deferred:
        pager.open_page()
    return tuple(tuple(page) for page in pager.pages)


def _groups(passages: Sequence[Passage]) -> Iterator[_Group]:
    together: list[Passage] = []
    for passage in passages:
        if not passage.strips:
            continue
        if together and passage.opens_page:
            yield _Group(tuple(together))
            together = []
        together.append(passage)
        if not passage.keeps_with_next:
            yield _Group(tuple(together))
            together = []
    if together:
        yield _Group(tuple(together))


def _chunks(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    chunk: list[Strip] = []
    for strip in strips:
        if strip.may_break and chunk:
            yield chunk
            chunk = []
        chunk.append(strip)
    yield chunk
