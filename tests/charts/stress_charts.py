"""Charts that are hard to label, as builders and as hypothesis strategies."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from reportgen.briefing import Bracket, Category, Chart, ChartKind, Locale, Point, Series, Text
from specimen_exhibits import composition, contributions, growth, half_years, knowledge_panel

LOCALES: tuple[Locale, ...] = ("fr", "en")
CODES = ("ITO", "CRM", "ESO", "BPO", "KPO", "CORE", "REMAINDER", "AAA")
LABELS = ("+1", "−30", "+330 à +340", "−500 à −470", "environ +17 %", "−2,4 à −2,3 %")
DETAILS = ("", "ingénierie", "processus métier", "information technology", "x" * 40)

Bars = tuple[tuple[int | None, str, str], ...]


def specimen_charts(locale: Locale) -> tuple[Chart, ...]:
    return (
        contributions(locale),
        composition(locale),
        growth(locale),
        knowledge_panel(locale),
        half_years(locale),
    )


def waterfall(bars: Bars) -> Chart:
    """Return the running sum of the bars, then their total; a bar is value, label, detail."""
    level = 0
    points: list[Point | None] = []
    for value, label, _ in bars:
        points.append(_point(value, label, level))
        level += value or 0
    points.append(_point(level, "−500 à −470", 0))
    return _single(contributions("fr"), "waterfall", (*bars, (level, "", "")), points)


def diverging(bars: Bars) -> Chart:
    """Return one bar from zero for each value, label and detail."""
    return _single(growth("fr"), "diverging", bars, [_point(v, label, 0) for v, label, _ in bars])


def stacked(weights: tuple[tuple[int, ...], ...]) -> Chart:
    """Return one bar for each tuple of weights, scaled to a hundred."""
    shares = [[Fraction(100 * weight, sum(row)) for weight in row] for row in weights]
    return replace(
        composition("fr"),
        categories=tuple(Category(f"S{row + 1} 2025") for row in range(len(weights))),
        series=tuple(
            Series(code, code, tuple(Point(share, Text(f"{round(share)} %")) for share in column))
            for code, column in zip(CODES, zip(*shares, strict=True), strict=False)
        ),
        brackets=(Bracket(0, 2, (Text("ITO + CRM : un peu plus de 70 %"),)),),
    )


def paired(bars: tuple[tuple[int | None, int | None], ...], detail: str) -> Chart:
    """Return a pair of bars for each tuple of two values."""
    base = half_years("fr")
    columns = zip(*bars, strict=True)
    return replace(
        base,
        categories=tuple(
            Category(code, detail, "S1 2024 : non publié", code)
            for code, _ in zip(CODES, bars, strict=False)
        ),
        series=tuple(
            replace(series, points=tuple(_point(value, "5,2 à 5,3", 0) for value in column))
            for series, column in zip(base.series, columns, strict=True)
        ),
    )


def lines(rows: tuple[tuple[int | None, ...], ...], labelled: bool = True) -> Chart:
    """Return one line for each tuple of values; every value asks for a label."""
    count = len(rows[0])
    return replace(
        composition("fr"),
        kind="lines",
        categories=tuple(Category(f"T{n % 4 + 1}", str(2023 + n // 4)) for n in range(count)),
        series=tuple(
            Series(code, code, tuple(_point(v, "2,814" if labelled else "", 0) for v in row))
            for code, row in zip(CODES, rows, strict=False)
        ),
        brackets=(),
    )


def _single(base: Chart, kind: ChartKind, bars: Bars, points: list[Point | None]) -> Chart:
    codes = (*CODES[: len(bars) - 1], "TOTAL")
    categories = zip(codes, bars, strict=True)
    return replace(
        base,
        kind=kind,
        categories=tuple(Category(code, detail, "non publié") for code, (*_, detail) in categories),
        series=tuple(
            Series(code, code, (point,)) for code, point in zip(codes, points, strict=True)
        ),
    )


def _point(value: int | None, label: str, start: int) -> Point | None:
    if value is None:
        return None
    return Point(Fraction(value), Text(label), Fraction(start))


def _bars(least: int) -> st.SearchStrategy[Bars]:
    value = st.none() | st.integers(-1000, 1000)
    bar = st.tuples(value, st.sampled_from(LABELS), st.sampled_from(DETAILS))
    return st.lists(bar, min_size=least, max_size=8).map(tuple)


def _rows(
    value: st.SearchStrategy[int | None], most: int, longest: int
) -> st.SearchStrategy[tuple[tuple[int | None, ...], ...]]:
    return st.integers(2, longest).flatmap(
        lambda size: st.lists(st.tuples(*[value] * size), min_size=1, max_size=most).map(tuple)
    )


ANY_CHART: st.SearchStrategy[Chart] = st.one_of(
    _bars(2).map(waterfall),
    _bars(3).map(diverging),
    _rows(st.integers(1, 1000), 4, 7).map(stacked),  # type: ignore[arg-type]
    st.builds(
        paired,
        st.lists(st.tuples(*[st.none() | st.integers(0, 99)] * 2), min_size=1, max_size=5).map(
            tuple
        ),
        st.sampled_from(DETAILS),
    ),
    _rows(st.none() | st.integers(-50, 300), 5, 12).map(lines),
)
