"""Files: the three formats, their lines, and what is no table at all."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.dataset import Dataset, load
from reportgen.dataset.reader import read_bytes, read_table
from reportgen.errors import DataError
from reportgen.resources import shipped

CONTRACT = (
    "give a CSV, XLSX or Parquet file with the columns period, segment, value, unit and status"
)
HEADER = "period,segment,value,unit,status"
ROW = "2024,ESO,5,MAD million,final"
COLUMNS = "scope,period,segment,measure,value,low,high,unit,status,published,source"


def _refusal(path: Path) -> str:
    with pytest.raises(DataError) as refused:
        load(path)
    return str(refused.value)


def _lines(data: bytes) -> list[tuple[int, str]]:
    return [(row.line, row.cells[0]) for row in read_table("data.csv", data).rows]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", f"data.csv: is empty; {CONTRACT}"),
        (b"\n \n", f"data.csv: is empty; {CONTRACT}"),
        (b",,\n,,\n", f"data.csv: is empty; {CONTRACT}"),
        (f"{HEADER}\n".encode(), "data.csv: has a header but no rows; add data"),
        (
            f"{HEADER}\n{ROW}\nann\xe9e".encode("latin-1"),
            'data.csv:3: is not UTF-8 text; save it as "CSV UTF-8 (comma delimited)"',
        ),
        (
            HEADER.encode("utf-16-le"),
            'data.csv:1: is not UTF-8 text; save it as "CSV UTF-8 (comma delimited)"',
        ),
        (
            f"{HEADER}\n{ROW}\n".replace(",", ";").encode(),
            "data.csv:1: cells are separated by semicolons; separate them by commas",
        ),
        (
            b"period,segment,value,status\n2024,ESO,5,final\n",
            f'data.csv:1: column "unit" is missing; the header is {COLUMNS}',
        ),
        (
            b"period,segment,Value,unit,status\n2024,ESO,5,MAD million,final\n",
            f'data.csv:1: column "value" is missing; the header is {COLUMNS}\n'
            'data.csv:1: column "Value" is unknown; did you mean "value"?',
        ),
        (
            f"{HEADER},publised\n{ROW},2025\n".encode(),
            'data.csv:1: column "publised" is unknown; did you mean "published"?',
        ),
        (
            f"{HEADER},unit\n{ROW},%\n".encode(),
            'data.csv:1: column "unit" stands twice; keep one',
        ),
        (
            f'{HEADER}\n{ROW}\n2023,"ESO,5,MAD million,final\n'.encode(),
            "data.csv:3: a quotation mark is never closed; close or remove it",
        ),
    ],
)
def test_a_csv_file_that_holds_no_table_is_refused_in_plain_words(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(content)
    assert _refusal(path) == message


def test_a_missing_file_names_the_contract(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "none.csv") == f"none.csv: does not exist; {CONTRACT}"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "data.csv"
    folder.mkdir()
    assert _refusal(folder) == "data.csv: is a folder; name a file in it"


def test_another_format_is_refused(write: Callable[..., Path]) -> None:
    path = write(HEADER, ROW, name="data.txt")
    assert _refusal(path) == f"data.txt: is not a CSV, XLSX or Parquet file; {CONTRACT}"


def test_an_unreadable_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def denied(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "data.csv").touch()
    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(DataError) as refused:
        read_bytes(tmp_path / "data.csv")
    assert str(refused.value) == (
        "data.csv: cannot be read (Permission denied); check its permissions"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("data.xlsx", "data.xlsx: is not an XLSX workbook; export it again, or as CSV"),
        ("data.parquet", "data.parquet: is not a Parquet file; export it again, or as CSV"),
    ],
)
def test_a_damaged_file_is_refused(write: Callable[..., Path], name: str, message: str) -> None:
    assert _refusal(write("no archive", name=name)) == message


def saved(suffix: str) -> bytes:
    frame, written = pd.DataFrame([HEADER.split(","), *[ROW.split(",")] * 40]), BytesIO()
    if suffix == "xlsx":
        frame.to_excel(written, header=False, index=False)
    else:
        frame.rename(columns=str).to_parquet(written)
    return written.getvalue()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Bytes are flipped, a piece is gone, or the end."""
    changed, at = bytearray(data), chance.randrange(4, len(data))
    match chance.randrange(3):
        case 0:
            for at in chance.sample(range(4, len(data)), chance.choice((1, 9, 99))):
                changed[at] = chance.randrange(256)
        case 1:
            del changed[at : at + chance.randrange(1, 200)]
        case _:
            del changed[at:]
    return bytes(changed)


@pytest.mark.parametrize("suffix", ["xlsx", "parquet"])
def test_any_damage_of_a_file_is_read_over_or_told_in_one_line(suffix: str) -> None:
    whole, told = saved(suffix), []
    for seed in range(60):
        try:
            read_table(f"data.{suffix}", damaged(whole, random.Random(seed)))
        except DataError as error:
            told.append(str(error))
    assert len(told) > 20
    assert all(text.startswith(f"data.{suffix}: ") and "\n" not in text for text in told)


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize("function", ["_text", "RawRow"])
def test_a_fault_of_ours_is_never_told_as_a_damaged_file(
    suffix: str, function: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise ValueError("ours")

    if (suffix, function) == ("csv", "_text"):
        function = "_decoded"
    data = f"{HEADER}\n{ROW}\n".encode() if suffix == "csv" else saved(suffix)
    monkeypatch.setattr(f"reportgen.dataset.reader.{function}", broken)
    with pytest.raises(ValueError, match="ours"):
        read_table(f"data.{suffix}", data)


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(f"\ufeff{HEADER}\n{ROW}\n".encode())
    assert load(path).observations[0].value == 5


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_physical_lines_despite_blank_ones_and_quoted_newlines(newline: str) -> None:
    text = newline.join(["a,b", "", '1,"two', 'lines"', ",", "2,x", '3,"y', "", 'z"', "4,"])
    assert _lines(text.encode()) == [(3, "1"), (6, "2"), (7, "3"), (10, "4")]


def test_cells_are_stripped_and_commas_may_be_quoted() -> None:
    table = read_table("data.csv", b'a , "b"\n 1\t,"x, ""y"""\n')
    assert table.header.cells[:2] == ("a", '"b"')
    assert table.rows[0].cells[:2] == ("1", 'x, "y"')


def test_words_that_pandas_takes_for_missing_stay_words() -> None:
    table = read_table("data.csv", b"a,b,c\nNA,null,nan\n")
    assert table.rows[0].cells == ("NA", "null", "nan")


@given(st.one_of(st.binary(), st.text(alphabet='a1,;"\r\n \ufeffé').map(str.encode)))
def test_any_content_is_read_or_refused(content: bytes) -> None:
    with suppress(DataError):
        table = read_table("data.csv", content)
        lines = [row.line for row in (table.header, *table.rows)]
        assert lines == sorted(set(lines))
        assert lines[-1] <= 1 + content.count(b"\n") + content.count(b"\r")


def _xlsx(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _typed(cell: str) -> object:
    try:
        number = float(cell)
    except ValueError:
        return cell or None
    return int(number) if number.is_integer() else number


def _content(dataset: Dataset) -> Dataset:
    return replace(dataset, provenance=load().provenance)


def test_the_same_table_through_all_formats_is_the_same_dataset(tmp_path: Path) -> None:
    for name in ("datapackage.json", "targets.csv", "exports.csv"):
        (tmp_path / name).write_bytes((shipped("data") / name).read_bytes())
    lines = (tmp_path / "exports.csv").read_text(encoding="utf-8").splitlines()
    header, *rows = [line.split(",") for line in lines]
    typed = [[_typed(cell) for cell in row] for row in rows]
    (tmp_path / "exports.xlsx").write_bytes(_xlsx([list(header), *typed]))
    frame = pd.DataFrame(typed, columns=header).astype({"period": str})
    frame.to_parquet(tmp_path / "exports.parquet", engine="pyarrow")
    datasets = [
        _content(load(tmp_path / f"exports.{suffix}")) for suffix in ("csv", "xlsx", "parquet")
    ]
    assert datasets[0] == datasets[1] == datasets[2] == _content(load())


def test_rows_of_a_workbook_keep_their_numbers_past_blank_ones() -> None:
    data = _xlsx([[None, None], ["a", "b"], [None, None], [2024, 0.1], ["x", None]])
    table = read_table("data.xlsx", data)
    assert table.header.line == 2
    assert [(row.line, row.cells) for row in table.rows] == [(4, ("2024", "0.1")), (5, ("x", ""))]


def test_dates_and_numbers_of_a_typed_file_read_as_they_are_written() -> None:
    frame = pd.DataFrame(
        {
            "date": [pd.Timestamp(2025, 10, 17), None],
            "whole": [13400.0, None],
            "small": [0.00001, 7.1],
            "exact": [Decimal("3.50"), None],
        }
    )
    stream = BytesIO()
    frame.to_parquet(stream)
    table = read_table("data.parquet", stream.getvalue())
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("2025-10-17", "13400", "0.00001", "3.50")),
        (3, ("", "", "7.1", "")),
    ]
