"""Data packages: what they must say, and what is used without one."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reportgen.dataset import Counted, load
from reportgen.errors import DataError
from reportgen.resources import shipped

ROWS = ("period,segment,value,unit,status", "2024,ESO,5,MAD million,final")
Edit = Callable[[dict[str, Any]], object]


def _descriptor() -> dict[str, Any]:
    descriptor = json.loads((shipped("data") / "datapackage.json").read_bytes())
    descriptor["resources"] = []
    assert isinstance(descriptor, dict)
    return descriptor


def _refusal(path: Path) -> list[str]:
    with pytest.raises(DataError) as refused:
        load(path)
    return str(refused.value).splitlines()


EDITS: list[tuple[Edit, list[str]]] = [
    (
        lambda d: d["series"].pop("segments"),
        [
            "series.segments is missing; declare the code of each segment",
        ],
    ),
    (
        lambda d: d["series"]["groups"][0].update(members=["ITO", "CMR"]),
        ['series.groups[0].members hold "CMR", no segment; did you mean "CRM"?'],
    ),
    (
        lambda d: d["series"]["groups"][0].update(members=["ITO"]),
        ["series.groups[0].members are fewer than two"],
    ),
    (
        lambda d: d["series"]["groups"][0].update(code="ITO"),
        ['series.groups use the code "ITO" twice'],
    ),
    (
        lambda d: d["series"]["segments"][0]["forms"]["fr"].update(gender="n", elides="yes"),
        [
            'series.segments[0].forms.fr.gender "n" is neither m nor f',
            "series.segments[0].forms.fr.elides is not true or false",
        ],
    ),
    (
        lambda d: d["series"]["units"][0].update(kind="levels"),
        [
            'series.units[0].kind "levels" is unknown; did you mean "level"?',
        ],
    ),
    (
        lambda d: d["series"]["units"][0].update(scale=-1.5),
        ["series.units[0].scale -1.5 is no power of ten; write 6 for millions"],
    ),
    (
        lambda d: d["series"].update(units=[]),
        [
            "series.units declare no unit of levels; declare code, kind, scale and words",
        ],
    ),
    (
        lambda d: d["series"].update(released="28/01/2026"),
        ['series.released "28/01/2026" is not a date; write it as 2026-01-28'],
    ),
    (
        lambda d: d["series"].update(tiny_base={"decade": 10, "year": "much"}),
        [
            "series.tiny_base.decade is no kind of period; "
            "choose one of: year, half, quarter, month, nine_months",
            "series.tiny_base.year is not a number",
        ],
    ),
    (
        lambda d: d.update(name="Exports 2024/25"),
        ['name "Exports 2024/25" cannot name a file; use a to z, 0 to 9, - _ and .'],
    ),
    (
        lambda d: d.update(resources=[{"name": "targets", "path": "../targets.csv"}]),
        ['resources[0].path "../targets.csv" leads out of the folder; keep data beside it'],
    ),
    (lambda d: d.update(sources="press"), ["sources is not a list"]),
    (
        lambda d: d["series"].update(kind="flux", makes={"fr": ["gagne"]}, adjustment="sa"),
        [
            "series.makes.fr is not a verb in singular and plural",
            'series.kind "flux" is unknown; choose one of: flow, stock, balance, index, ratio',
            'series.adjustment "sa" is unknown; '
            "choose one of: raw, seasonal, seasonal-and-calendar",
        ],
    ),
]


@pytest.mark.parametrize(("edit", "problems"), EDITS)
def test_a_malformed_package_is_refused_with_every_problem(
    write: Callable[..., Path], edit: Edit, problems: list[str]
) -> None:
    descriptor = _descriptor()
    edit(descriptor)
    write(json.dumps(descriptor), name="datapackage.json")
    found = _refusal(write(*ROWS))
    assert found == [f"datapackage.json: {problem}" for problem in problems]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"name": "x",\n  "series" 1}', "datapackage.json:2:12: is not JSON: Expecting ':'"),
        ("[]", "datapackage.json: is not a JSON object"),
        ('{"name": "x", "series": []}', "datapackage.json: series is not an object"),
        ("[" * 100_000, "datapackage.json: is nested too deeply"),
    ],
)
def test_a_broken_package_names_its_line_and_column(
    write: Callable[..., Path], text: str, problem: str
) -> None:
    write(text, name="datapackage.json")
    assert _refusal(write(*ROWS))[0].startswith(problem)


def test_a_package_of_one_file_comes_before_that_of_the_folder(
    write: Callable[..., Path],
) -> None:
    for name in ("of-the-folder", "of-the-file"):
        file_name = "datapackage.json" if name == "of-the-folder" else "data.datapackage.json"
        write(json.dumps({**_descriptor(), "name": name}), name=file_name)
    dataset = load(write(*ROWS))
    assert dataset.name == "of-the-file"
    assert dataset.provenance.package.name == "data.datapackage.json"
    assert load(write(*ROWS, name="other.csv")).name == "of-the-folder"


def test_a_file_without_a_package_borrows_names_but_no_claims(write: Callable[..., Path]) -> None:
    dataset = load(write(*ROWS))
    assert dataset.segments == load().segments
    assert dataset.groups == load().groups
    assert dataset.sources == load().sources
    assert (dataset.non_negative, dataset.synthetic, dataset.official) == (False, False, False)
    assert dataset.released == "2024-12-31"
    assert dataset.provenance.notices == (
        "data.csv has no data package beside it: segments, groups, units and source names are the "
        "shipped ones; values may be negative, and whether they are synthetic or "
        "official is not known",
        "data.csv has no release date: the end of its newest period stands for it",
    )


def test_a_package_that_does_not_list_the_file_is_used_with_a_notice(
    write: Callable[..., Path],
) -> None:
    write(json.dumps(_descriptor()), name="datapackage.json")
    dataset = load(write(*ROWS))
    assert dataset.non_negative
    assert dataset.provenance.notices == (
        "datapackage.json does not list data.csv among its resources",
    )


def test_values_newer_than_the_release_are_noticed(write: Callable[..., Path]) -> None:
    descriptor = _descriptor()
    descriptor["resources"] = [{"name": "data", "path": "data.csv"}]
    write(json.dumps(descriptor), name="datapackage.json")
    path = write(f"{ROWS[0]},published", f"{ROWS[1]},2026-03-02")
    assert load(path).provenance.notices == (
        "data.csv holds values published on 2026-03-02, after the release date 2026-01-28 of "
        "datapackage.json",
    )


def test_a_source_that_no_package_declares_keeps_its_own_name(write: Callable[..., Path]) -> None:
    dataset = load(write(f"{ROWS[0]},source", f"{ROWS[1]},bulletin"))
    assert dataset.sources["bulletin"].title == "bulletin"
    assert dataset.sources["walaw"].path.startswith("https://")


def test_floors_of_tiny_bases_are_exact_and_zero_when_absent(write: Callable[..., Path]) -> None:
    descriptor = _descriptor()
    descriptor["series"]["tiny_base"] = {"year": 0.1}
    write(json.dumps(descriptor), name="datapackage.json")
    dataset = load(write(*ROWS))
    assert dataset.tiny_base == {
        "year": Decimal("0.1"),
        "half": 0,
        "quarter": 0,
        "month": 0,
        "nine_months": 0,
    }


PLAIN = {
    "name": "arrivals",
    "sources": [{"name": "office", "title": "Office of Tourism"}],
    "series": {
        "units": [
            {
                "code": "visitors",
                "kind": "level",
                "words": {"fr": {"one": "visiteur", "other": "visiteurs"}, "en": "visitors"},
            }
        ],
        "segments": ["A", {"code": "B", "remainder": True}],
    },
}


def test_a_package_of_a_few_lines_is_enough(write: Callable[..., Path]) -> None:
    write(json.dumps(PLAIN), name="datapackage.json")
    dataset = load(write(ROWS[0], "2024,A,1.50,visitors,final", "2024,B,2,visitors,final"))
    assert dataset.scopes == ("arrivals",)
    assert dataset.texts["theme"]["en"] == "arrivals"
    assert dataset.texts["source_line"]["fr"] == "Office of Tourism"
    assert dataset.texts["prices"] == {"fr": "", "en": ""}
    assert [s.forms["fr"].label for s in dataset.segments] == ["A", "B"]
    assert [s.remainder for s in dataset.segments] == [False, True]
    unit = dataset.level_unit
    assert (unit.currency, unit.one["fr"], unit.words["fr"]) == (False, "visiteur", "visiteurs")
    assert unit.places == 1
    assert dataset.counted == Counted()


def test_a_package_says_what_is_counted(write: Callable[..., Path]) -> None:
    descriptor = _descriptor()
    descriptor["series"].update(
        noun={"fr": {"noun": "dette", "gender": "f"}, "en": {"noun": "debt"}},
        makes={"en": ["owes", "owe"]},
        kind="stock",
        stock_at="end",
        adjustment="seasonal",
        prices="constant",
    )
    write(json.dumps(descriptor), name="datapackage.json")
    counted = load(write(*ROWS)).counted
    assert (counted.noun["fr"].short, counted.noun["fr"].gender) == ("dette", "f")
    assert counted.makes["en"] == ("owes", "owe")
    assert (counted.kind, counted.stock_at) == ("stock", "end")
    assert (counted.adjustment, counted.prices) == ("seasonal", "constant")
    assert (counted.adds_over_time, counted.adds_over_segments) == (False, True)


def _with_targets(write: Callable[..., Path], *lines: str) -> Path:
    descriptor = _descriptor()
    descriptor["resources"] = [
        {"name": "data", "path": "data.csv"},
        {"name": "targets", "path": "targets.csv"},
    ]
    write(json.dumps(descriptor), name="datapackage.json")
    if lines:
        write(*lines, name="targets.csv")
    return write(*ROWS)


def test_problems_of_the_targets_come_with_those_of_the_data(write: Callable[..., Path]) -> None:
    _with_targets(
        write,
        "target,year,value,unit,baseline_year,baseline,source",
        "growth,2030,x,MAD million,2023,17900,le-matin",
        "exports,2030.5,40000,MAD million,2023,17900,le-matin",
        "exports,2030,40000,%,2023,17900,le-matin",
    )
    assert _refusal(write(ROWS[0], "2024,ESO,n.d.,MAD million,final")) == [
        'data.csv:2: value "n.d." is not a number; write status missing with an empty value',
        'targets.csv:2: value "x" is not a number; write status missing with an empty value',
        'targets.csv:3: year "2030.5" is not a year; write it as 2030',
        'targets.csv:4: unit "%" is unknown; choose one of: MAD million',
    ]


def test_a_missing_targets_file_names_the_package(write: Callable[..., Path]) -> None:
    assert _refusal(_with_targets(write)) == [
        "targets.csv: does not exist; correct its path in datapackage.json"
    ]
