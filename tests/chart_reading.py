"""Reads the charts of a Word file again: their words, how long their bars are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lxml import etree

from reportgen.views.package import is_on, value

Element = etree._Element
_DECIMAL_SIGNS = (",", ".")
_NUMBER = re.compile(r"[+\u2212-]?\d[\d\u00a0\u202f.,]*")
_NAMES_SERIES, _NAMES_CATEGORY, _SHOWS_VALUE = "showSerName", "showCatName", "showVal"


@dataclass(frozen=True, slots=True)
class LabelledBar:
    """The label at a point of a chart without the name of its series, and what is drawn there."""

    label: str
    values: tuple[Decimal, ...]

    @property
    def fits(self) -> bool:
        """True where a value drawn is what the label says, rounded as the label is.

        A bar across zero is drawn in two. Programs that save a chart again forget its language:
        the comma and the point are both tried.
        """
        across = [one - other for one in self.values for other in self.values if one > 0 > other]
        drawn = [abs(value) for value in (*self.values, *across)]
        readings = [[*_numbers(self.label, sign)] for sign in _DECIMAL_SIGNS]
        return any(not said or _meets(said, drawn) for said in readings)


def _meets(said: list[tuple[Decimal, Decimal]], drawn: list[Decimal]) -> bool:
    step = max(step for _, step in said) / 2
    low, high = min(number for number, _ in said), max(number for number, _ in said)
    return any(low - step <= value <= high + step for value in drawn)


def words_of_chart(chart: Element) -> Iterator[str]:
    """Yield what a reader sees in a chart part: titles, categories, labels, names of series."""
    for title in chart.iter("{*}title", "{*}trendlineLbl", "{*}dispUnitsLbl"):
        if words := _text(title.iter("{*}t", "{*}v")):
            yield words
    series = [*chart.iter("{*}ser")]
    silent = is_on(chart.find(".//{*}catAx/{*}delete"))
    if series and not silent and _value(chart.find(".//{*}catAx/{*}tickLblPos")) != "none":
        every = _whole(_value(chart.find(".//{*}catAx/{*}tickLblSkip")))
        yield from [*_cached(series[0].find("{*}cat")).values()][:: every or 1]
    for one in series:
        yield from _labels(one).values()
    if chart.find(".//{*}legend") is not None:
        yield from (_cached(one.find("{*}tx")).get(0, "") for one in series)


def words_of_shapes(shapes: Element) -> Iterator[str]:
    """Yield the texts that stand on a chart."""
    for paragraph in shapes.iter("{*}p"):
        if words := _text(paragraph.iter("{*}t")):
            yield words


def bars_of(chart: Element) -> Iterator[LabelledBar]:
    """Yield each label of a chart with the values of all series at its place."""
    series = [*chart.iter("{*}ser")]
    values = [_numbers_in(_cached(one.find("{*}val"))) for one in series]
    for one in series:
        name = _cached(one.find("{*}tx")).get(0, "")
        for place, words in _labels(one).items():
            drawn = tuple(held[place] for held in values if place in held)
            yield LabelledBar(words.removeprefix(name), drawn)


def _number(text: str) -> Decimal | None:
    """The finite number that a cell holds, None where it holds none."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _numbers_in(held: Mapping[int, str]) -> Mapping[int, Decimal]:
    numbers = {key: _number(text) for key, text in held.items()}
    return {key: number for key, number in numbers.items() if number is not None}


def _labels(series: Element) -> Mapping[int, str]:
    """The label of each point: its own words, those of its cell, or what it is told to show."""
    cells = _cached(series.find(".//{*}datalabelsRange"))
    group = series.find("{*}dLbls")
    own = {} if group is None else {_value(e.find("{*}idx")): e for e in group.iter("{*}dLbl")}
    found: dict[int, str] = {}
    for place in _cached(series.find("{*}val")):
        label = own.get(str(place), group)
        if label is None or is_on(label.find("{*}delete")):
            continue
        words = ""
        for run in label.iterfind("{*}tx//{*}p/*") if str(place) in own else ():
            last = _text(run.iter("{*}t"))  # a field shows its cell, else what it showed last
            words += cells.get(place, last) if run.get("type") == "CELLRANGE" else last
        found[place] = words or _shown(series, label, place)
    return {place: words for place, words in found.items() if words}


def _text(elements: Iterable[Element]) -> str:
    return "".join(element.text or "" for element in elements)


def _shown(series: Element, label: Element, place: int) -> str:
    holders = {
        _NAMES_SERIES: series.find("{*}tx"),
        _NAMES_CATEGORY: series.find("{*}cat"),
        _SHOWS_VALUE: series.find("{*}val"),
    }
    for sign, holder in holders.items():
        if is_on(label.find(f"{{*}}{sign}")):
            held = _cached(holder)
            return held.get(place if sign != _NAMES_SERIES else 0, "")
    return ""


def _cached(holder: Element | None) -> Mapping[int, str]:
    if holder is None:
        return {}
    points = holder.iter("{*}pt")
    return {_whole(p.get("idx", "")): p.findtext("{*}v") or "" for p in points}


def _whole(text: str) -> int:
    """The number that an attribute says, 0 where it says none."""
    return int(text) if text.isdecimal() else 0


def _value(element: Element | None) -> str:
    return value(element)


def _numbers(text: str, sign: str) -> Iterator[tuple[Decimal, Decimal]]:
    """Each number of a label without its sign, and the step of its last digit that is no zero.

    A chart prints 2,500 where its bounds allow hundreds alone.
    """
    for found in _NUMBER.findall(text):
        digits = re.sub(rf"[^\d{re.escape(sign)}]", "", found).strip(sign)
        whole, _, fraction = digits.partition(sign) if digits.count(sign) == 1 else (digits, "", "")
        whole = whole.replace(sign, "")
        zeros = 0 if fraction else len(whole) - len(whole.rstrip("0"))
        yield Decimal(f"{whole or 0}.{fraction or 0}"), Decimal(1).scaleb(zeros - len(fraction))
