"""Every refusal of a cell, in its exact words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.dataset import load
from reportgen.errors import DataError
from reportgen.resources import shipped

HEADER = "scope,period,segment,measure,value,low,high,unit,status,published,source"
SEGMENTS = "ITO, CRM, ESO, BPO, KPO, CORE, ENGINES, REMAINDER, OTHERS, TOTAL"
STATUSES = "final, revised, unspecified, provisional, estimated, missing"
AS_MISSING = "write status missing with an empty value"
PLAIN = "write digits and a decimal point only, such as 13400 or 13.4"
SEPARATED = "has a thousands separator or a decimal comma"

ROWS = {
    ",2024-Q5,ESO,,800,,,MAD million,final,,": 'period "2024-Q5" is not a quarter (Q1 to Q4)',
    ",2024-S3,ESO,,800,,,MAD million,final,,": 'period "2024-S3" is not a half-year (S1 or S2)',
    ",spring,ESO,,800,,,MAD million,final,,": (
        'period "spring" is not a year, half-year, quarter or nine months'
    ),
    ",,ESO,,800,,,MAD million,final,,": (
        "period is empty; write it as 2024, 2025-S1, 2024-Q3 or 2025-9M"
    ),
    ",2024,XYZ,,10,,,MAD million,final,,": (f'segment "XYZ" is unknown; choose one of: {SEGMENTS}'),
    ",2024,total,,10,,,MAD million,final,,": ('segment "total" is unknown; did you mean "TOTAL"?'),
    ",2024,,,10,,,MAD million,final,,": f"segment is empty; choose one of: {SEGMENTS}",
    ",2024,ESO,,10,,,,final,,": "unit is empty; choose one of: MAD million, %",
    ",2024,ESO,,10,,,MAD milion,final,,": (
        'unit "MAD milion" is unknown; did you mean "MAD million"?'
    ),
    ",2024,ESO,growth,10,,,MAD million,final,,": (
        'unit "MAD million" does not measure a growth; write %'
    ),
    ",2024,ESO,,10,,,%,final,,": 'unit "%" does not measure a level; write MAD million',
    ",2024,ESO,share,10,,,%,final,,": (
        'measure "share" is unknown; choose one of: level, growth\n'
        'data.csv:2: unit "%" does not measure a level; write MAD million'
    ),
    ",2024,ESO,,10,,,MAD million,probable,,": (
        f'status "probable" is unknown; choose one of: {STATUSES}'
    ),
    ",2024,ESO,,10,,,MAD million,,,": f"status is empty; choose one of: {STATUSES}",
    "offshore,2024,ESO,,10,,,MAD million,final,,": (
        'scope "offshore" is unknown; choose one of: digital-economy-and-outsourcing, outsourcing'
    ),
    ",2024,ESO,,10,,,MAD million,final,17/10/2025,": (
        'published "17/10/2025" is not a date; write it as 2025-10-17, 2025-10 or 2025'
    ),
    ",2024,ESO,,10,,,MAD million,final,2025-02-29,": (
        'published "2025-02-29" is not a date; write it as 2025-10-17, 2025-10 or 2025'
    ),
    ",2024,ESO,,,,,MAD million,final,,": f"value is empty; {AS_MISSING}",
    ",2024,ESO,,n.d.,,,MAD million,final,,": f'value "n.d." is not a number; {AS_MISSING}',
    ",2024,ESO,,1e3,,,MAD million,final,,": f'value "1e3" is not a number; {AS_MISSING}',
    ",2024,ESO,,NaN,,,MAD million,final,,": f'value "NaN" is not a finite number; {AS_MISSING}',
    ",2024,ESO,,-inf,,,MAD million,final,,": f'value "-inf" is not a finite number; {AS_MISSING}',
    ',2024,ESO,,"3,462",,,MAD million,final,,': f'value "3,462" {SEPARATED}; {PLAIN}',
    ",2024,ESO,,3 462,,,MAD million,final,,": f'value "3 462" {SEPARATED}; {PLAIN}',
    ",2024,ESO,,3\u202f462.5,,,MAD million,final,,": f'value "3\u202f462.5" {SEPARATED}; {PLAIN}',
    ",2024,ESO,,3462,3461,n.d.,MAD million,final,,": f'high "n.d." is not a number; {AS_MISSING}',
    ",2024,ESO,,3462000000,,,MAD million,final,,": (
        "value 3462000000 MAD million is more than 10^15; check the value and its unit"
    ),
    ",2024,ESO,,3462,3461,3461.5,MAD million,final,,": (
        "value 3462 is outside its bounds 3461 and 3461.5; correct the value or a bound"
    ),
    ",2024,ESO,,3462,3461,,MAD million,final,,": (
        "low stands without high; give both bounds or neither"
    ),
    ",2024,ESO,,3462,,3463,MAD million,final,,": (
        "high stands without low; give both bounds or neither"
    ),
    ",2024,ESO,,3462,3463,3461,MAD million,final,,": ("low 3463 is above high 3461; exchange them"),
    ",2024,ESO,growth,-100.5,,,%,final,,": (
        "growth -100.5 is below -100; a level cannot lose more than all of it"
    ),
    ",2024,ESO,,12,,,MAD million,missing,,": (
        'status is missing but value is "12"; empty value, or give the status of the value'
    ),
    ",2024,ESO,,,11,13,MAD million,missing,,": (
        'status is missing but low is "11"; empty low, or give the status of the value'
    ),
    ",2024,ESO,,3462,3461,,MAD million,final,,,7": (
        'cell "7" stands under no column; '
        "quote cells that hold a comma; write decimals with a point\n"
        "data.csv:2: low stands without high; give both bounds or neither"
    ),
}


def _package() -> str:
    package = (shipped("data") / "datapackage.json").read_text(encoding="utf-8")
    return package.replace('"name": "targets"', '"name": "others"')


def _refusal(path: Path) -> str:
    with pytest.raises(DataError) as refused:
        load(path)
    return str(refused.value)


@pytest.mark.parametrize(("row", "message"), ROWS.items())
def test_a_malformed_cell_is_refused_in_plain_words(
    write: Callable[..., Path], row: str, message: str
) -> None:
    assert _refusal(write(HEADER, row)) == f"data.csv:2: {message}"


def test_all_problems_of_a_file_come_at_once_with_their_lines(write: Callable[..., Path]) -> None:
    path = write(
        "period,segment,value,unit,status",
        "2024-Q2,ITO,2600,MAD million,final",
        "2024-Q1,ITO,2500,MAD million,final",
        "2024-Q1,ITO,2510,MAD million,final",
        "2024-Q1,CRM,n.d.,MAD million,final",
        "2024-Q2,CRM,2400,MAD million,final",
        "2024-Q5,ESO,800,MAD million,final",
        "2024-Q2,XYZ,10,MAD million,final",
        "2024-Q2,ESO,850,MAD million,probable",
        name="s14.csv",
    )
    assert _refusal(path).splitlines() == [
        "s14.csv:4: ITO 2024-Q1 is given at line 3 already; "
        "keep one line, or date each vintage in published",
        f's14.csv:5: value "n.d." is not a number; {AS_MISSING}',
        's14.csv:7: period "2024-Q5" is not a quarter (Q1 to Q4)',
        f's14.csv:8: segment "XYZ" is unknown; choose one of: {SEGMENTS}',
        f's14.csv:9: status "probable" is unknown; choose one of: {STATUSES}',
    ]


def test_one_line_can_have_several_problems(write: Callable[..., Path]) -> None:
    problems = _refusal(write(HEADER, ",2024-Q7,AAA,,x,,,EUR,maybe,,")).splitlines()
    assert [problem.split()[1] for problem in problems] == [
        "period",
        "segment",
        "unit",
        "status",
        "value",
    ]


def test_two_spellings_of_a_period_are_one_key(write: Callable[..., Path]) -> None:
    path = write(
        HEADER, ",2025-H1,ESO,,1,,,MAD million,final,,", ",S1 2025,ESO,,1,,,MAD million,final,,"
    )
    assert _refusal(path).startswith("data.csv:3: ESO 2025-S1 is given at line 2 already")


def test_a_negative_level_is_refused_only_where_the_package_says_so(
    write: Callable[..., Path],
) -> None:
    path = write(HEADER, ",2024,ESO,,-5,,,MAD million,final,,")
    assert load(path).observations[0].value == -5
    write(_package(), name="datapackage.json")
    assert _refusal(path) == (
        "data.csv:2: value -5 is negative, and datapackage.json says that none is; "
        "correct the value, or non_negative in the package"
    )


def test_levels_of_two_units_are_refused(write: Callable[..., Path]) -> None:
    path = write(HEADER, ",2024,ESO,,5,,,MAD million,final,,", ",2024,BPO,,5,,,MAD billion,final,,")
    billion = '{"code": "MAD billion", "kind": "level", "scale": 9, '
    billion += '"words": {"fr": "dirhams", "en": "MAD"}},'
    write(_package().replace('"units": [', f'"units": [{billion}'), name="datapackage.json")
    assert _refusal(path) == (
        'data.csv:3: unit "MAD billion" is not that of line 2, "MAD million"; '
        "write every level in one unit"
    )


def test_a_cell_announced_as_missing_is_an_absent_row(write: Callable[..., Path]) -> None:
    path = write(
        HEADER, ",2024,ESO,,,,,MAD million,missing,,", ",2024,BPO,,5,,,MAD million,final,,"
    )
    assert [seen.segment for seen in load(path).observations] == ["BPO"]


def test_a_file_of_missing_cells_alone_is_refused(write: Callable[..., Path]) -> None:
    path = write(HEADER, ",2024,ESO,,,,,MAD million,missing,,")
    assert _refusal(path) == "data.csv: announces every value as missing; add a value"
