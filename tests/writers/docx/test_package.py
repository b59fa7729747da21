"""The package: valid, complete, without relics, the same bytes everywhere."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest
from docx_reading import DC, R, W, members, package_faults, xml
from openxml_audit import FileFormat, OpenXmlValidator
from written import write_docx

from reportgen.theme import Theme
from reportgen.writers.docx.package import obfuscated
from specimen import specimen_briefing

HOUSE = Path(__file__).parents[3]
WRITE = (
    "import hashlib; from specimen import specimen_briefing;"
    "from reportgen.theme import load_theme; from written import write_docx;"
    "data = write_docx(specimen_briefing('fr', 'en'), load_theme());"
    "print(hashlib.sha256(data).hexdigest())"
)


@pytest.mark.parametrize("edition", ["french", "bilingual"])
def test_the_schema_audit_finds_nothing(
    edition: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    file = tmp_path / "briefing.docx"
    file.write_bytes(request.getfixturevalue(edition))
    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(file))
    assert [str(error) for error in result.errors] == []


@pytest.mark.parametrize("edition", ["french", "bilingual"])
def test_every_part_is_typed_and_every_relation_resolves(
    edition: str, request: pytest.FixtureRequest
) -> None:
    assert package_faults(request.getfixturevalue(edition)) == []


def test_a_missing_part_is_found(french: bytes) -> None:
    less = BytesIO()
    with ZipFile(less, "w") as target:
        for name, blob in members(french).items():
            if name != "word/footer2.xml":
                target.writestr(name, blob)
    assert any("footer2" in fault for fault in package_faults(less.getvalue()))


def test_nothing_of_the_default_template_is_left(french: bytes) -> None:
    names = members(french).keys()
    assert [name for name in names if "Effects" in name or "thumb" in name] == []
    ours = {"item1.xml", "itemProps1.xml", "item1.xml.rels"}
    assert {Path(name).name for name in names if "custom" in name} == ours
    assert not any(b"python-docx" in blob for blob in members(french).values())


def test_the_properties_come_from_the_briefing(french: bytes) -> None:
    core = xml(french, "docProps/core.xml")
    terms = "{http://purl.org/dc/terms/}"
    assert core.findtext(f"{DC}title") == specimen_briefing("fr").title
    assert core.findtext(f"{DC}creator") == "Organisation"
    assert core.findtext(f"{DC}language") == "fr-FR"
    assert core.findtext(f"{terms}created") == "2025-10-20T00:00:00Z"
    assert core.findtext(f"{terms}modified") == "2025-10-20T00:00:00Z"


def test_a_long_title_is_cut_to_what_a_property_holds(theme: Theme) -> None:
    data = write_docx(replace(specimen_briefing("fr"), title="t" * 300), theme)
    assert xml(data, "docProps/core.xml").findtext(f"{DC}title") == "t" * 255


def test_members_have_one_date_and_content_types_come_first(french: bytes) -> None:
    with ZipFile(BytesIO(french)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_two_processes_write_the_same_bytes(bilingual: bytes) -> None:
    here = hashlib.sha256(bilingual).hexdigest()
    for seed, zone in (("1", "Pacific/Auckland"), ("2", "America/New_York")):
        path = os.pathsep.join((str(HOUSE), str(HOUSE / "tests")))
        other = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": path}
        there = subprocess.run(
            [sys.executable, "-c", WRITE], env=other, capture_output=True, text=True, check=True
        )
        assert there.stdout.strip() == here


def test_fonts_travel_where_the_theme_says_so(french: bytes, theme: Theme) -> None:
    assert not any(name.startswith("word/fonts/") for name in members(french))
    embedded = replace(theme, word=replace(theme.word, fonts="embedded"))
    data = write_docx(specimen_briefing("fr"), embedded)
    parts = members(data)
    table = xml(data, "word/fontTable.xml")
    keys = [entry.get(f"{W}fontKey", "") for entry in table.iter() if entry.get(f"{R}id")]
    names = ("regular", "bold", "italic", "semibold")
    assert len(keys) == len(names)
    for name, key in zip(names, keys, strict=True):
        font = getattr(theme.fonts, name).data
        assert obfuscated(parts[f"word/fonts/{name}.odttf"], UUID(key)) == font


def test_a_missing_font_falls_back_to_the_themes_choice(french: bytes, theme: Theme) -> None:
    table = xml(french, "word/fontTable.xml")
    fallbacks = {name.get(f"{W}val") for name in table.iter(f"{W}altName")}
    assert fallbacks == {theme.fonts.fallback}
