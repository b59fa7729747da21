"""Two views of a document, item by item."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen.redline.model import Difference, Verdict
from reportgen.redline.ordered import ordered
from reportgen.redline.reading import Reading
from reportgen.redline.text import plain
from reportgen.views import Item, Kind, View, near

_ORDERED: tuple[Kind, ...] = (
    *("text", "running", "note", "comment", "alternative", "label", "outline"),
)
_ALTERED: Mapping[Kind, Verdict] = {
    "hidden": "hidden",
    "chart": "chart altered",
    "picture": "not written by the tool",
    "drawing": "not written by the tool",
    "foreign": "not written by the tool",
    "annotation": "not written by the tool",
    "font": "not written by the tool",
    "field": "not written by the tool",
    "link": "link altered",
    "property": "property altered",
    "attachment": "attachment altered",
    "structure": "structure altered",
    "page": "page altered",
    "outline": "outline altered",
    "revision": "tracked change",
    "signature": "signature",
}
_LOST: Mapping[Kind, Verdict] = {
    "property": "property lost",
    "field": "field lost",
    "font": "font lost",
    "signature": "signature",
    "revision": "tracked change",
    "foreign": "removed",
    "picture": "removed",
    "drawing": "removed",
}
# What is told and does not make a file wrong.
_TOLD: frozenset[Verdict] = frozenset(
    {"tracked change", "signature", "property lost", "field lost", "font lost"}
)
_NUMBER = re.compile(r"-?\d+\.\d+")
_NEAR = 0.02  # of a measure of a chart: programs that save one again round its numbers

Keyed = Mapping[tuple[Kind, str], Sequence[Item]]


def redline(built: View, file: View, reading: Reading) -> tuple[Difference, ...]:
    """Return what a file says and shows otherwise than the one that was built."""
    moved = replace(file, items=tuple(_aligned(built, file)))
    found = [*_under_another_caption(built, moved), *_keyed(built, moved), *_loose(built, moved)]
    for kind in _ORDERED:
        mine, theirs = (
            [item for item in view.items if item.kind == kind and not item.key]
            for view in (built, moved)
        )
        found += ordered(mine, theirs, reading)
    return tuple(found)


def _aligned(built: View, file: View) -> Iterator[Item]:
    """The items of a file, its charts with the numbers of those they are, wherever they moved."""
    mine, theirs = _charts(built), _charts(file)
    alike = sorted(
        (-sum(one.get(key) == text for key, text in other.items()), name != new, new, name)
        for name, one in mine.items()
        for new, other in theirs.items()
    )
    numbers: dict[str, str] = {}
    for *_, new, name in alike:
        if new not in numbers and name not in numbers.values():
            numbers[new] = name
    for item in file.items:
        number, _, key = item.key.partition("/")
        is_moved = number in numbers and item.kind in ("chart", "foreign")
        yield replace(item, key=f"{numbers[number]}/{key}") if is_moved else item


def _charts(view: View) -> Mapping[str, Mapping[str, str]]:
    charts: dict[str, dict[str, str]] = defaultdict(dict)
    for item in view.items:
        if item.kind == "chart":
            number, _, key = item.key.partition("/")
            charts[number][key] = item.text
    return charts


def _under_another_caption(built: View, moved: View) -> Iterator[Difference]:
    """The charts that stand where another one was."""
    mine, theirs = _labels(built), _labels(moved)
    for number, label in theirs.items():
        if mine.get(number, label) != label:
            yield Difference("chart altered", True, label, f"the chart of {mine[number]}", "")


def _labels(view: View) -> Mapping[str, str]:
    """What the caption of each chart calls it, by its number."""
    charts = (item for item in view.items if item.kind == "chart")
    return {item.key.partition("/")[0]: item.place.partition(",")[0] for item in charts}


def _keyed(built: View, file: View) -> Iterator[Difference]:
    """What has a counterpart by its name: charts, properties, attached files, pages."""
    mine, theirs = _by_key(built), _by_key(file)
    unlinked: list[Item] = []
    for key in dict.fromkeys((*mine, *theirs)):
        old, new = mine.get(key, ()), theirs.get(key, ())
        if _is_unlinked(old, new):
            unlinked += new
        elif not _same(old, new):
            texts = (" / ".join(_told(item) for item in items) for items in (old, new))
            yield _altered((new or old)[0], *texts)

    if unlinked:
        what = f"{len(unlinked)} series of charts are no longer linked to their workbooks"
        yield Difference("look", False, unlinked[0].place, "", what)


def _is_unlinked(old: Sequence[Item], new: Sequence[Item]) -> bool:
    """Whether series have lost links to cells, as programs lose them, and lead nowhere else."""
    return len(old) == len(new) > 0 and all(
        (one.role, one.text) == (other.role, other.text)
        and one.role == "series"
        and {*other.look} < {*one.look}
        for one, other in zip(old, new, strict=True)
    )


def _by_key(view: View) -> Keyed:
    found: dict[tuple[Kind, str], list[Item]] = defaultdict(list)
    for item in view.items:
        if item.key:
            found[item.kind, item.key].append(item)
    return found


def _same(mine: Sequence[Item], theirs: Sequence[Item]) -> bool:
    return len(mine) == len(theirs) and all(map(_same_item, mine, theirs))


def _same_item(one: Item, other: Item) -> bool:
    same = plain(one.text) == plain(other.text) or (one.kind == "chart" and _close(one, other))
    return same and near(one.look, other.look)


def _close(one: Item, other: Item) -> bool:
    """Whether the measures of a chart are the same but for their last digits."""
    if _NUMBER.sub("#", one.text) != _NUMBER.sub("#", other.text):
        return False
    numbers = zip(_NUMBER.findall(one.text), _NUMBER.findall(other.text), strict=True)
    return one.role != "cell" and all(abs(float(a) - float(b)) < _NEAR for a, b in numbers)


def _told(item: Item) -> str:
    """What an item says; its look where it is the same words."""
    return " · ".join(filter(None, (item.text, *item.look)))


def _altered(item: Item, old: str, new: str) -> Difference:
    verdict = _ALTERED[item.kind] if new else _LOST.get(item.kind, _ALTERED[item.kind])
    return Difference(verdict, verdict not in _TOLD, item.place, old, new)


def _loose(built: View, file: View) -> Iterator[Difference]:
    """What has no name and no order: links, fields, hidden words, what the tool does not write."""
    mine, theirs = (
        Counter((i.kind, i.role, plain(i.text)) for i in view.items if _is_loose(i))
        for view in (built, file)
    )
    gone, come = mine - theirs, theirs - mine
    counted = {_counter(text) for _, role, text in gone if role == "count"}
    for item in _left(built, gone):
        yield _altered(item, item.text, "")
    for item in _left(file, come):
        if item.role == "count" and item.text in counted:
            # A program that saves a file may lose where a count begins anew, and adds no beginning.
            yield Difference("field lost", False, item.place, "", item.text)
        else:
            yield _altered(item, "", item.text)


def _left(view: View, left: Counter[tuple[Kind, str, str]]) -> Iterator[Item]:
    """The first items of a view that are in a count, as often as they are in it."""
    for item in filter(_is_loose, view.items):
        if left[key := (item.kind, item.role, plain(item.text))] > 0:
            left[key] -= 1
            yield item


def _counter(text: str) -> str:
    """What a field counts, wherever it begins anew."""
    return text.partition(" \\")[0]


def _is_loose(item: Item) -> bool:
    return not item.key and item.kind not in _ORDERED
