"""Series of a few cells for one test, written as lines: "2024-S1 A 13400 13350 13450"."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from reportgen.accounts import Accounts, complete
from reportgen.claims import Claim, assert_claims, latest_period
from reportgen.dataset import (
    TOTAL,
    Dataset,
    Entity,
    InputFile,
    Observation,
    Provenance,
    Target,
    Unit,
)
from reportgen.l10n.lexicon import load_rules
from reportgen.measure import Status
from reportgen.period import Period, parse_period

SCOPE = "own"
STATUSES: dict[str, Status] = {"provisional": "provisional", "revised": "revised"}


def series(
    rows: str | Iterable[str],
    segments: str = "A B",
    *,
    groups: Mapping[str, str] | None = None,
    non_negative: bool = False,
    tiny_base: Mapping[str, int] | None = None,
    targets: tuple[Target, ...] = (),
) -> Dataset:
    """Return a dataset: a row is period, code, "growth" or nothing, value, bounds or nothing.

    A status and, after "@", another scope may end it. The first row is line 2, as in a file.
    """
    lines = rows.strip().splitlines() if isinstance(rows, str) else rows
    level = Unit("million", "level", 6, {"fr": "dirhams", "en": "MAD"})
    units = (level, Unit("billion", "level", 9, level.words), Unit("%", "growth", 0, {}))
    codes = tuple(segments.split())
    return Dataset(
        name="series",
        observations=tuple(observed(line, number) for number, line in enumerate(lines, 2)),
        superseded=(),
        segments=tuple(Entity(code, (code,), {}) for code in codes),
        groups=tuple(
            Entity(c, tuple(members.split()), {}) for c, members in (groups or {}).items()
        ),
        total=Entity(TOTAL, codes, {}),
        scopes=(SCOPE, "other"),
        units={unit.code: unit for unit in units},
        level_unit=level,
        sources={},
        targets=targets,
        texts={},
        released="2025-01-31",
        non_negative=non_negative,
        synthetic=False,
        official=False,
        tiny_base={kind: Decimal(floor) for kind, floor in (tiny_base or {}).items()},
        provenance=Provenance(nothing("series.csv"), nothing("datapackage.json")),
    )


def nothing(name: str) -> InputFile:
    """An empty file that a series made of lines stands for."""
    return InputFile(name, Path(name), b"")


def observed(row: str, line: int) -> Observation:
    """Return the observation of a row."""
    text, _, scope = row.partition("@")
    period, code, *rest = text.split()
    growth = "growth" in rest
    numbers = [Decimal(word) for word in rest if word not in STATUSES and word != "growth"]
    value, low, high = numbers if len(numbers) == 3 else numbers * 3
    return Observation(
        scope=scope or SCOPE,
        period=parse_period(period),
        segment=code,
        measure="growth" if growth else "level",
        value=value,
        low=low,
        high=high,
        unit="%" if growth else "million",
        status=STATUSES.get(rest[-1], "final"),
        published="",
        source="",
        line=line,
    )


def accounts_of(
    rows: str | Iterable[str],
    segments: str = "A B",
    *,
    groups: Mapping[str, str] | None = None,
    non_negative: bool = False,
) -> Accounts:
    """Return the completed accounts of a series."""
    return complete(series(rows, segments, groups=groups, non_negative=non_negative))


def claims_of(dataset: Dataset, period: str = "") -> dict[str, Claim]:
    """Return every claim of a series by its name, seen from a period, else from its latest."""
    accounts = complete(dataset)
    vantage: Period = parse_period(period) if period else latest_period(accounts)
    return {claim.name: claim for claim in assert_claims(accounts, vantage, load_rules())}


def verdict_of(claim: Claim) -> str:
    """Return what became of a claim: its verdict or "ok", else "status: reason"."""
    return claim.verdict or claim.status if claim else f"{claim.status}: {claim.reason}"
