"""Invented series of every kind, each with a package of a few lines, written for tests."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

Level = Callable[[str, int], float]
EUROS = [{"code": "m", "kind": "level", "scale": 6, "currency": "EUR", "words": {"fr": "euros"}}]
TONNES = [{"code": "t", "kind": "level", "words": {"fr": "tonnes", "en": "tonnes"}}]


def named(french: str, english: str, number: str = "s", **more: str) -> dict[str, Any]:
    """The forms of a segment with a name of its own."""
    return {
        "fr": {"short": french, "number": number, **more},
        "en": {"short": english, "number": number},
    }


def noun(french: str, gender: str, english: str, number: str = "s") -> dict[str, Any]:
    """What is counted."""
    return {
        "fr": {"noun": french, "gender": gender, "number": number},
        "en": {"noun": english, "number": number},
    }


def write(
    folder: Path,
    name: str,
    rows: Iterable[str],
    series: Mapping[str, Any],
    header: str = "period,segment,value,unit,status",
    files: Mapping[str, str] | None = None,
) -> Path:
    """Write a series and its package, and return its file."""
    path = folder / f"{name}.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    resources = [{"name": name, "path": path.name}]
    for resource, text in (files or {}).items():
        (folder / f"{name}-{resource}.csv").write_text(text, encoding="utf-8")
        resources.append({"name": resource, "path": f"{name}-{resource}.csv"})
    package = {
        "name": name,
        "sources": [{"name": "office", "title": "Office of Numbers"}],
        "resources": resources,
        "series": series,
    }
    (folder / f"{name}.datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return path


def grid(
    codes: str, unit: str, level: Level, years: Sequence[int] = (2022, 2023, 2024), parts: str = "Q"
) -> list[str]:
    """Rows of every segment in every quarter, half or, without parts, year."""
    count = {"Q": 4, "S": 2, "": 1}[parts]
    return [
        f"{year}{f'-{parts}{n + 1}' * bool(parts)},{code},{level(code, i * count + n)},{unit},final"
        for i, year in enumerate(years)
        for n in range(count)
        for code in codes.split()
    ]


def years(levels: Mapping[str, Sequence[float]], unit: str = "t", first: int = 2020) -> list[str]:
    """Rows of years, from lists of levels."""
    return [
        f"{first + n},{code},{value},{unit},final"
        for code, values in levels.items()
        for n, value in enumerate(values)
    ]


def _balance(folder: Path) -> Path:
    total = (5000, -3000, -6000, 2000, 4000)
    rows = years({"GOODS": [v - 2000 for v in total], "SERVICES": [2000] * 5}, "m")
    return write(
        folder,
        "balance",
        rows,
        {
            "kind": "balance",
            "noun": noun("solde commercial", "m", "trade balance"),
            "units": EUROS,
            "segments": ["GOODS", "SERVICES"],
        },
    )


def _stock(folder: Path) -> Path:
    start = {"BONDS": 80000, "LOANS": 20000, "BILLS": 9000}
    step = {"BONDS": 900, "LOANS": -150, "BILLS": 20}
    rows = grid("BONDS LOANS BILLS", "m", lambda code, i: start[code] + i * step[code])
    return write(
        folder,
        "debt",
        rows,
        {
            "kind": "stock",
            "stock_at": "end",
            "adjustment": "seasonal",
            "noun": noun("dette publique", "f", "public debt"),
            "units": EUROS,
            "segments": ["BONDS", "LOANS", "BILLS"],
        },
    )


def _index(folder: Path) -> Path:
    level = {"FOOD": 100.0, "ENERGY": 110.0, "TOTAL": 101.0}
    step = {"FOOD": 0.9, "ENERGY": -0.7, "TOTAL": 0.5}
    rows = grid("FOOD ENERGY TOTAL", "i", lambda c, i: round(level[c] + i * step[c], 1))
    cells = [f"{row},2024-06-30" for row in rows]
    cells += ["2023-Q4,TOTAL,104.1,i,revised,2025-01-31"]
    return write(
        folder,
        "prices",
        cells,
        {
            "kind": "index",
            "noun": noun("indice des prix", "m", "price index"),
            "units": [{"code": "i", "kind": "level"}],
            "segments": ["FOOD", "ENERGY"],
        },
        "period,segment,value,unit,status,published",
    )


def _ratio(folder: Path) -> Path:
    level = {"YOUNG": 18.0, "ADULT": 7.1, "TOTAL": 8.4}
    step = {"YOUNG": 0.2, "ADULT": -0.1, "TOTAL": 0.1}
    rows = grid("YOUNG ADULT TOTAL", "%", lambda c, i: round(level[c] + i * step[c], 1))
    return write(
        folder,
        "joblessness",
        rows,
        {
            "kind": "ratio",
            "noun": noun("taux de chômage", "m", "unemployment rate"),
            "units": [{"code": "%", "kind": "level", "words": {"fr": "%", "en": "%"}}],
            "segments": [
                {"code": "YOUNG", "forms": named("jeunes", "young people", "p")},
                {"code": "ADULT", "forms": named("adultes", "adults", "p")},
            ],
        },
    )


VISITORS: dict[str, Any] = {
    "noun": noun("arrivées", "f", "arrivals", "p"),
    "makes": {"fr": ["envoie", "envoient"], "en": ["sent", "sent"]},
    "adjustment": "raw",
    "units": [
        {
            "code": "v",
            "kind": "level",
            "words": {
                "fr": {"one": "visiteur", "other": "visiteurs"},
                "en": {"one": "visitor", "other": "visitors"},
            },
        }
    ],
    "segments": [
        {"code": "USA", "forms": named("États-Unis", "United States", "p")},
        {"code": "TWN", "forms": named("Taïwan", "Taiwan", article="none")},
        {"code": "KOR", "forms": named("Corée du Sud", "South Korea", gender="f")},
        {"code": "OTH", "remainder": True, "forms": named("autres pays", "other countries", "p")},
    ],
}
_START = {"USA": 410000, "TWN": 90000, "KOR": 520000, "OTH": 900000}
_STEP = {"USA": 9000, "TWN": -1500, "KOR": 0, "OTH": 100}


def _visitors(folder: Path) -> Path:
    rows = grid("USA TWN KOR OTH", "v", lambda c, i: _START[c] + i * _STEP[c] + i % 4 * 800)
    return write(folder, "visitors", rows, VISITORS)


def _revised(folder: Path) -> Path:
    """Three years of levels, of which the last vintage changes two."""
    levels = {"A": [100, 104, 103, 110], "B": [60, 62, 66, 66]}
    old = [f"{row},2024-03-01" for row in years(levels)]
    new = ["2022,A,106,t,revised,2025-03-01", "2023,A,101,t,revised,2025-03-01"]
    series = {"units": TONNES, "segments": ["A", "B"], "synthetic": True}
    return write(
        folder, "revised", [*old, *new], series, "period,segment,value,unit,status,published"
    )


def _aimed(folder: Path) -> Path:
    targets = (
        "target,year,value,unit,baseline_year,baseline,scope,source\n"
        "aim,2030,900,t,{year},300,elsewhere,office\n"
    )
    levels = {"A": [500, 480, 460, 440, 420], "B": [90, 80, 70, 60, 50], "C": [30, 28, 26, 24, 20]}
    series = {"units": TONNES, "segments": ["A", "B", "C"], "scopes": ["aimed", "elsewhere"]}
    return write(
        folder, "aimed", years(levels), series, files={"targets": targets.format(year=2020)}
    )


def _resumed(folder: Path) -> Path:
    levels = {"A": [50, 52, 53], "B": [30, 30, 31], "C": [9, 0, 12], "D": [20, 21, 22]}
    return write(folder, "resumed", years(levels), {"units": TONNES, "segments": [*levels]})


def _paired(folder: Path) -> Path:
    """A pair that is known together only, and the last quarter of a half alone."""
    rows = [
        *("2023,TOTAL,900,t,final", "2023,C,100,t,final", "2024,A,500,t,final"),
        *("2024,B,330,t,final", "2024,C,110,t,final", "2024-Q1,TOTAL,230,t,final"),
        *("2024-Q2,TOTAL,236,t,final", "2024-Q3,TOTAL,230,t,final", "2024-Q4,TOTAL,244,t,final"),
        *("2025-S1,TOTAL,486,t,final", "2025-Q2,TOTAL,246,t,final"),
    ]
    groups = [{"code": "AB", "members": ["A", "B"]}]
    return write(
        folder, "paired", rows, {"units": TONNES, "segments": ["A", "B", "C"], "groups": groups}
    )


def _flat(folder: Path) -> Path:
    levels = {"A": [15020, 15050], "B": [8000, 8030], "C": [3200, 3190]}
    return write(folder, "flat", years(levels, "m"), {"units": EUROS, "segments": [*levels]})


def _wandering(folder: Path, name: str, seed: int, parts: str, count: int) -> Path:
    """Four segments that wander, so that much of what can happen to a series does."""
    state = seed
    levels = {"A": 400, "B": 390, "C": 200, "D": 150}
    rows = []
    for year in range(2025 - count, 2025):
        for part in range({"Q": 4, "": 1}[parts]):
            for code in levels:
                state = (state * 1103515245 + 12345) % 2**31
                levels[code] = max(40, levels[code] * (88 + state // 65536 % 25) // 100)
                period = f"{year}-{parts}{part + 1}" if parts else str(year)
                rows.append(f"{period},{code},{levels[code]},t,final")
    series = {"units": TONNES, "segments": [*levels], "adjustment": "raw"}
    return write(folder, name, rows, series)


def _below_zero(folder: Path) -> Path:
    levels = {"A": [-50, -20, 30], "B": [-30, -15, -10]}
    return write(folder, "below-zero", years(levels), {"units": TONNES, "segments": [*levels]})


def _small(folder: Path) -> Path:
    levels = {"A": [500, 505, 540], "B": [300, 310, 330], "C": [90, 70, 50], "D": [80, 70, 60]}
    rows = years({**levels, "E": [3, 2, 4], "F": [0.2, 0.1, 0.3]})
    segments = [*levels, "E", "F"]
    series = {"units": TONNES, "segments": segments, "tiny_base": {"year": 10}}
    return write(folder, "small", rows, series)


def _led_anew(folder: Path) -> Path:
    rows = [f"{row},2024-03-01" for row in years({"A": [100, 100], "B": [95, 95]})]
    rows += ["2020,B,96,t,revised,2025-03-01", "2021,B,103,t,revised,2025-03-01"]
    series = {"units": TONNES, "segments": ["A", "B"]}
    return write(folder, "led-anew", rows, series, "period,segment,value,unit,status,published")


def _bare_index(folder: Path) -> Path:
    rows = grid("X TOTAL", "i", lambda c, i: 100 + i * (2 if c == "X" else 1), parts="S")
    series = {"kind": "index", "units": [{"code": "i", "kind": "level"}], "segments": ["X", "Y"]}
    return write(folder, "bare-index", [*rows, "2024-S2,Y,99,i,final"], series)


def _one_small(folder: Path) -> Path:
    levels = {"A": [50000, 50500, 54000], "B": [30000, 31000, 33000], "E": [12, 8, 11]}
    series = {"units": TONNES, "segments": [*levels], "tiny_base": {"year": 100}}
    return write(folder, "one-small", years(levels), series)


def _half_known(folder: Path) -> Path:
    rows = [f"2024-Q{n},TOTAL,{230 + n},t,final" for n in (2, 3, 4)]
    rows += ["2025-Q2,TOTAL,246,t,final", "2025-S1,TOTAL,486,t,final"]
    return write(folder, "half-known", rows, {"units": TONNES, "segments": ["A", "B"]})


def _below_by_quarter(folder: Path) -> Path:
    rows = grid("A B", "t", lambda code, i: (-90 + 7 * i) if code == "A" else 5 + i)
    return write(folder, "below-by-quarter", rows, {"units": TONNES, "segments": ["A", "B"]})


def _comes_and_goes(folder: Path) -> Path:
    """A segment that stops, one that begins, and no total beside them."""
    rows = years({"A": [50, 52, 53], "B": [30, 30, 31], "D": [9, 8]})
    rows.append("2022,E,6,t,final")
    segments = ["A", "B", "D", "E"]
    return write(folder, "comes-and-goes", rows, {"units": TONNES, "segments": segments})


def _still(folder: Path) -> Path:
    levels = {"A": [50, 50], "B": [30, 30], "C": [20, 20]}
    return write(folder, "still", years(levels), {"units": TONNES, "segments": [*levels]})


def _half_alone(folder: Path, name: str, fall: Sequence[str]) -> Path:
    """A half-year of which one segment alone can be compared, and falls."""
    rows = [
        *("2023,TOTAL,190,,,t,final", "2023,A,110,,,t,final", "2023,B,45,,,t,final"),
        *("2024,TOTAL,212,,,t,final", "2024,B,50,,,t,final", "2024,C,40,,,t,final"),
        *("2024-S1,TOTAL,98,,,t,final", "2025-S1,TOTAL,104,,,t,final", "2025-S1,B,30,,,t,final"),
        *("2025-S1,A,48,,,t,final", *fall),
    ]
    segments = ["A", "B", "C", "D"]
    header = "period,segment,value,low,high,unit,status"
    return write(
        folder, name, rows, {"units": TONNES, "segments": segments, "non_negative": True}, header
    )


def _many(folder: Path) -> Path:
    codes = "ABCDEFGHIJKL"
    levels = {code: [80 + 2 * n, 82 + 2 * n] for n, code in enumerate(codes)}
    return write(folder, "many", years(levels), {"units": TONNES, "segments": [*codes]})


def _one_missing(folder: Path) -> Path:
    rows = [*years({"A": [50, 52], "B": [30, 31], "C": [9, 8]}), "2022,A,53,t,final"]
    return write(
        folder,
        "one-missing",
        [*rows, "2022,B,33,t,final", "2023,A,54,t,final", "2023,C,9,t,final"],
        {"units": TONNES, "segments": ["A", "B", "C"]},
    )


_WRITERS: tuple[Callable[[Path], Path], ...] = (
    *(_balance, _stock, _index, _ratio, _visitors, _revised, _aimed, _resumed, _paired, _flat),
    *(_below_zero, _small, _led_anew, _bare_index, _one_small, _half_known),
    *(_below_by_quarter, _comes_and_goes, _still, _many, _one_missing),
    partial(
        _half_alone, name="fall-known", fall=["2024-S1,A,57,,,t,final", "2024,A,112,,,t,final"]
    ),
    partial(
        _half_alone,
        name="fall-derived",
        fall=["2024-S2,A,55,54.5,55.5,t,final", "2024,A,112,,,t,final"],
    ),
    *(partial(_wandering, name=f"q{n}", seed=n, parts="Q", count=4) for n in (1, 2, 3)),
    *(partial(_wandering, name=f"y{n}", seed=n, parts="", count=12) for n in (4, 5, 6)),
)


def write_all(folder: Path) -> list[Path]:
    """Write every series, and return their files."""
    return [write_one(folder) for write_one in _WRITERS]
