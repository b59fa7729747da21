"""Attacks on finished files: none is taken for what was built, whatever it says of itself."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from docx_reading import members
from lxml import etree
from proof import attacks_pdf, attacks_word
from proof.built import checked, default_build, named
from pypdf import PdfWriter
from views import pdf_attacks, word_attacks
from views.pdf_edits import changed
from views.saves import packed
from views.traps import READ_PDF, READ_WORD, REFUSED_PDF, REFUSED_WORD

from reportgen.proof.answer import Answer, Options
from reportgen.proof.check import answer
from reportgen.proof.folder import check_all
from reportgen.proof.workshop import Workshop, workshop
from reportgen.resources import shipped

Json = dict[str, Any]
LEDGER = "customXml/item1.xml"
WORD = {name: attack for kind in word_attacks.ATTACKS.values() for name, attack in kind.items()}
PDF = {name: attack for kind in pdf_attacks.ATTACKS.values() for name, attack in kind.items()}
WORD |= attacks_word.ATTACKS
PDF |= attacks_pdf.ATTACKS
# Told, and not failing: an editor may do so, or it is no figure that is said otherwise.
TOLD = frozenset(
    {
        *("two points change places", "a space that is not kept", "words raised"),
        *("an insertion", "a deletion", "what is said of a figure"),
    }
)
NOTED = frozenset({"a signature"})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return default_build(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with workshop(None, None) as opened:
        yield opened


@pytest.fixture
def attacked(made: Path, shop: Workshop, tmp_path: Path) -> Callable[..., Answer]:
    """What is said of an English file after an attack, alone in a folder."""

    def said(form: str, attack: Callable[[bytes], bytes]) -> Answer:
        path = tmp_path / f"file.{form}"
        path.write_bytes(attack(named(made, f"en.{form}").read_bytes()))
        return answer(path, shop)

    return said


def is_failing(said: Answer) -> bool:
    return said.grade == "refused" or any(each.fails for each in said.differences)


@pytest.mark.proof
@pytest.mark.parametrize("attack", WORD)
def test_an_attack_on_a_word_file_is_told(attack: str, attacked: Callable[..., Answer]) -> None:
    said = attacked("docx", WORD[attack])
    assert said.grade in ("edited", "refused")
    assert is_failing(said) == (attack not in TOLD)


@pytest.mark.proof
@pytest.mark.parametrize("attack", PDF)
def test_an_attack_on_a_pdf_file_is_told(attack: str, attacked: Callable[..., Answer]) -> None:
    said = attacked("pdf", PDF[attack])
    assert said.grade in ("same to a reader",) if attack in NOTED else ("edited", "refused")
    assert is_failing(said) == (attack not in NOTED)


@pytest.mark.parametrize(
    "attack",
    [
        "words on a ground of the theme",
        "hidden words for newer viewers",
        "half a label in white",
    ],
)
def test_a_sample_of_attacks_fails(attack: str, attacked: Callable[..., Answer]) -> None:
    assert is_failing(attacked("docx", WORD[attack]))


def test_there_are_thirty_attacks_beside_those_of_the_views() -> None:
    assert len(attacks_word.ATTACKS) + len(attacks_pdf.ATTACKS) > 80


# Text and ledger forged alike.


def forged(data: bytes, change: Callable[[Json], None], text: Mapping[str, str]) -> bytes:
    """A Word file with other words everywhere, and with a ledger that somebody has changed."""
    parts = members(data)
    for name in parts:
        if name.endswith(".xml"):
            for old, new in text.items():
                parts[name] = parts[name].replace(old.encode(), new.encode())
    root = etree.fromstring(parts[LEDGER])
    ledger = json.loads(root.text or "")
    change(ledger)
    root.text = json.dumps(ledger)
    return packed({**parts, LEDGER: etree.tostring(root)})


def said_of(path: Path, content: bytes, shop: Workshop) -> Answer:
    """What is said of a file of this content."""
    path.write_bytes(content)
    return answer(path, shop)


def is_trusted(said: Answer) -> bool:
    """Whether a user would take a file for one of data that somebody vouches for."""
    trusted = "nobody else vouches" not in said.voucher
    return not said.fails(Options()) and trusted


def other_values(ledger: Json) -> None:
    for each in ledger["ledger"]:
        each["value"] = each["value"].replace("13400", "14400")


def other_data(ledger: Json) -> None:
    other_values(ledger)
    ledger["inputs"] = dict.fromkeys(ledger["inputs"], "ab" * 32)


def other_look(ledger: Json) -> None:
    other_values(ledger)
    ledger["look"] = dict.fromkeys(ledger["look"], "ab" * 32)


@pytest.mark.parametrize("change", [lambda _: None, other_values, other_data, other_look])
def test_text_and_ledger_that_are_forged_alike_are_not_trusted(
    change: Callable[[Json], None], made: Path, shop: Workshop, tmp_path: Path
) -> None:
    data = named(made, "en.docx").read_bytes()
    text = {"13.4": "14.4", "3.5%": "9.5%", "13400": "14400"}
    assert not is_trusted(said_of(tmp_path / "a.docx", forged(data, change, text), shop))


FIELDS: Mapping[str, tuple[object, ...]] = {
    "period": ("2024-S1", "9999-Q4", "2025-S1\0", "2" * 300, None, ["2025-S1"], "2025-S3"),
    "audience": ("executive", "../standard", "/etc", "x" * 5000, "a\0b", None, "..", ""),
    "language": ("fr", "fr-en", "xx", None, ["en"], "en\n"),
    "status": ("draft", "embargo", "x", None),
    "as_of": ("2024-01-01", "2025-13-99", "x" * 10_000, 5, ["2025"], "0001-01-01", "2025\0"),
    "look": ({}, None, [], {"a" * 9999: "b"}),
    "inputs": ({}, None, [], {"..": "0"}, {"": "0"}, {"a\0": "0"}, {"x" * 300: "0"},
               {"../x": "0"}, {"/etc/passwd": "0"}, {5: 5}, {"\ud800": "0"}),
    "bands": ({}, None, {"year_on_year": ["1/0"]}),
    "passages": ([], None, [{}], {}),
    "ledger": ([], None, [{}], [{"passage": "1e9"}]),
    "schema": (2, None, "3"),
}  # fmt: skip
EVERY = [(field, value) for field, values in FIELDS.items() for value in values]


@pytest.mark.proof
@pytest.mark.parametrize(("field", "value"), EVERY, ids=[f"{f}: {v!r:.30}" for f, v in EVERY])
def test_a_recipe_that_is_forged_is_answered_in_one_line(
    field: str, value: object, made: Path, shop: Workshop, tmp_path: Path
) -> None:
    data = named(made, "en.docx").read_bytes()
    content = forged(data, lambda ledger: ledger.update({field: value}), {})
    said = said_of(tmp_path / "a.docx", content, shop)
    assert said.fails(Options())
    assert said.grade not in ("as built", "same to a reader")
    assert not any("\n" in str(problem) for problem in said.problems)
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_data_that_are_forged_with_the_file_are_told_as_vouched_for_by_nobody(
    tmp_path: Path, shop: Workshop
) -> None:
    for file in shipped("data").iterdir():
        shutil.copy(file, tmp_path)
    data = tmp_path / "exports.csv"
    data.write_text(data.read_text().replace("2587,2586.5,2587.5", "2687,2686.5,2687.5"))
    alone = tmp_path / "alone"
    alone.mkdir()
    pdf = shutil.copy(named(default_build(tmp_path / "made", data), "en.pdf"), alone)
    said = answer(Path(pdf), shop)
    assert "nobody else vouches" in said.voucher
    assert not is_trusted(said)


def with_attached(title: str, content: bytes) -> Callable[[bytes], bytes]:
    """An attachment of a name that leads elsewhere, and a ledger that names it as its data."""

    def change(writer: PdfWriter) -> None:
        for held in writer.attachment_list:
            if held.name == "ledger.json":
                ledger = json.loads(held.content)
                ledger["inputs"] = {title: "ab" * 32}
                held.content = json.dumps(ledger).encode()
        writer.add_attachment(title, content)

    return changed(change)


@pytest.mark.proof
@pytest.mark.parametrize("title", ["..", ".", "../x.csv", "/tmp/x.csv", "a\0.csv", "x" * 400, ""])
def test_attached_data_are_written_nowhere_else(
    title: str, made: Path, shop: Workshop, tmp_path: Path
) -> None:
    (tmp_path / "deep").mkdir()
    data = named(made, "en.pdf").read_bytes()
    said = said_of(tmp_path / "deep" / "a.pdf", with_attached(title, b"x")(data), shop)
    assert said.fails(Options())
    assert [path.name for path in tmp_path.iterdir()] == ["deep"]
    assert not Path("/tmp/x.csv").exists()


@pytest.mark.parametrize(
    "content",
    [b"," * 8_000_000, b"period,segment,value,unit,status\n" + b"2024,ITO,1,x,final\n" * 200_000],
)
def test_attached_data_that_would_take_hours_are_not_read(
    content: bytes, made: Path, shop: Workshop, tmp_path: Path
) -> None:
    data = named(made, "en.pdf").read_bytes()
    said = said_of(tmp_path / "a.pdf", with_attached("own.csv", content)(data), shop)
    assert said.fails(Options())
    assert "larger than what is read unasked" in said.note


# A manifest beside a file.


def recorded(made: Path, folder: Path, change: Callable[[Json], None]) -> Path:
    """The English Word file beside a manifest that somebody has changed."""
    file = Path(shutil.copy(named(made, "en.docx"), folder))
    content = json.loads((made / "manifest.json").read_bytes())
    change(content["outputs"][file.name]["made_with"])
    (folder / "manifest.json").write_text(json.dumps(content))
    return file


PATHS = ("/dev/zero", "/dev/stdin", "/tmp", "/etc/passwd", "../../x.csv", "a\0b", "x" * 5000)


@pytest.mark.proof
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("key", ["data", "templates"])
def test_a_manifest_that_leads_anywhere_makes_nothing_hang(
    key: str, path: str, made: Path, shop: Workshop, tmp_path: Path
) -> None:
    file = recorded(made, tmp_path, lambda made_with: made_with.update({key: path}))
    assert answer(file, shop).grade == "as built"  # by what is shipped


@pytest.mark.parametrize("value", [5, ["x"], {"a": 1}])
def test_a_record_that_is_damaged_is_told(
    value: object, made: Path, shop: Workshop, tmp_path: Path
) -> None:
    file = recorded(made, tmp_path, lambda made_with: made_with.update({"data": value}))
    assert "its record in the manifest is damaged" in str(answer(file, shop).problems)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_in_the_place_of_a_file_is_waited_for_by_nobody(
    made: Path, shop: Workshop, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    file = recorded(made, tmp_path, lambda made_with: made_with.update({"data": "pipe.pdf"}))
    assert answer(file, shop).grade == "as built"
    (tmp_path / "manifest.json").unlink()
    os.mkfifo(tmp_path / "manifest.json")
    assert answer(file, shop).grade == "as built"
    file.write_bytes(forged(file.read_bytes(), other_data, {}))
    assert answer(file, shop).grade == "own ledger only"  # the files beside were looked for data
    assert answer(tmp_path / "pipe.pdf", shop).grade == "refused"


MANIFESTS: Mapping[str, bytes] = {
    "nothing": b"",
    "arrays without end": b"[" * 200_000 + b"]" * 200_000,
    "objects without end": b'{"schema":4,"outputs":' + b'{"a":' * 100_000,
    "a number without end": b'{"schema": ' + b"9" * 100_000 + b"}",
    "no records": b'{"schema": 4, "outputs": {"a": 1}}',
    "names that lead elsewhere": b'{"schema": 4, "outputs": {"../../etc/passwd": {}}}',
    "devices": b'{"schema": 4, "outputs": {"/dev/zero": {}}}',
    "a name that is none": json.dumps({"schema": 4, "outputs": {"x" * 400: {}}}).encode(),
}


@pytest.mark.parametrize("content", MANIFESTS.values(), ids=MANIFESTS)
def test_a_manifest_that_is_none_is_told_in_one_line(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    (said,) = check_all([tmp_path], tmp_path, Options())
    assert said.grade == "refused"
    assert not any("\n" in str(problem) for problem in said.problems)


# Files that claim too much.


def in_one_line(said: Answer, why: str) -> bool:
    lines = [str(problem) for problem in said.problems]
    return len(lines) == 1 and "\n" not in lines[0] and bool(re.search(why, lines[0]))


@pytest.mark.proof
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_traps_are_told_in_one_line_and_the_next_file_is_checked(
    form: str, made: Path, tmp_path: Path
) -> None:
    whole = named(made, f"en.{form}")
    refused = {"docx": REFUSED_WORD, "pdf": REFUSED_PDF}[form]
    for number, (trap, (why, change)) in enumerate(refused.items()):
        path = tmp_path / f"{number}.{form}"
        path.write_bytes(change(whole.read_bytes()))
        said, after = checked(path, whole)
        assert said.grade == "refused", trap
        assert in_one_line(said, why), (trap, said.problems)
        assert after.grade == "as built"


# What says nothing to a reader: styles that nobody uses, a measure that is no number.
UNSEEN = frozenset(
    {
        *("styles based on each other in a circle", "a page of no size"),
        "thousands of styles based on each other",
    }
)


@pytest.mark.proof
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_damaged_files_are_answered(form: str, made: Path, shop: Workshop, tmp_path: Path) -> None:
    whole = named(made, f"en.{form}").read_bytes()
    for damage, change in {"docx": READ_WORD, "pdf": READ_PDF}[form].items():
        said = said_of(tmp_path / f"a.{form}", change(whole), shop)
        assert is_failing(said) == (damage not in UNSEEN), damage
