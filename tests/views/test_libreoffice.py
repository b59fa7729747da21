"""What LibreOffice loses of a Word file that it saves again, and nothing else, is another."""

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from proof.built import LANGUAGES, default_build, named

from reportgen.views import Item, View, near, read_word

pytestmark = pytest.mark.proof


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return default_build(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def saved(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(named(made, f"{language}.docx")) for language in LANGUAGES]
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True)
    return folder


def said(view: View) -> Counter[tuple[str, str, str]]:
    return Counter((item.kind, item.text, item.role) for item in view.items)


def charts(view: View) -> list[Item]:
    return [item for item in view.items if item.kind == "chart" and item.role != "series"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_loses_descriptions_and_a_reset_of_counting_and_nothing_else(
    language: str, made: Path, saved: Path
) -> None:
    before = read_word("before", named(made, f"{language}.docx").read_bytes())
    after = read_word("after", named(saved, f"{language}.docx").read_bytes())
    assert after.ledger == before.ledger
    lost, new = said(before) - said(after), said(after) - said(before)
    assert {kind for kind, *_ in (*lost, *new)} <= {"alternative", "field"}
    assert {text for kind, text, _ in new if kind == "alternative"} <= {""}
    assert sum(lost[each] for each in lost if each[0] == "field") == (language == "fr-en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_that_libreoffice_saves_look_nearly_as_before(
    language: str, made: Path, saved: Path
) -> None:
    before = charts(read_word("before", named(made, f"{language}.docx").read_bytes()))
    after = charts(read_word("after", named(saved, f"{language}.docx").read_bytes()))
    pairs = [*zip(before, after, strict=True)]
    assert [one.key for one, other in pairs if one.key != other.key] == []
    assert [one.place for one, other in pairs if not near(one.look, other.look)] == []
