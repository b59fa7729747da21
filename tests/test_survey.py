"""What is kept of a build: found and composed once, anew as soon as a file has changed."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from reportgen import resources
from reportgen.claims import Findings
from reportgen.pipeline import BuildRequest, rendered, survey, surveyed
from reportgen.resources import shipped


def test_what_the_same_files_say_is_found_once_a_process() -> None:
    assert survey(None, None, None) is survey(None, None, None)
    assert survey(None, None, None) is not survey(None, None, "2024-S2")
    assert survey(None, None, None) is not survey(None, "2025-10-18", None)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("data/exports.csv", b"2023,KPO,level,78,", b"2023,KPO,level,77.9,"),
        ("data/datapackage.json", b'"tiny_base"', b'"other_key"'),
        ("own/lexicon/rules.toml", b"[0.5, 2,", b"[0.4, 2,"),
    ],
)
def test_a_changed_file_is_surveyed_anew(
    name: str, before: bytes, after: bytes, tmp_path: Path
) -> None:
    copytree(shipped("data"), tmp_path / "data")
    copytree(shipped("templates"), tmp_path / "own")

    def found() -> Findings:
        return survey(tmp_path / "data" / "exports.csv", None, None, tmp_path / "own")

    first, changed = found(), tmp_path / name
    assert found() is first
    assert before in changed.read_bytes()
    changed.write_bytes(changed.read_bytes().replace(before, after))
    assert found() is not first


@pytest.mark.parametrize("own", [False, True], ids=["shipped", "the user's"])
def test_a_changed_template_is_composed_anew(
    own: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("data", "templates"):
        copytree(shipped(folder), tmp_path / folder)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    if own:
        copytree(tmp_path / "templates", tmp_path / "own")
    templates = tmp_path / "own" if own else None
    request = BuildRequest(
        *(None, None, None, ("standard",), ("en",), ("txt",), "final", templates),
        output=tmp_path / "output",
    )

    def text() -> str:
        (edition,) = rendered(request, surveyed(request))
        return edition.content.decode()

    first, changed = text(), (templates or tmp_path / "templates") / "publisher.toml"
    assert text() == first
    assert "Another office" not in first
    content = changed.read_text(encoding="utf-8")
    changed.write_text(re.sub(r'name = ".*"', 'name = "Another office"', content), encoding="utf-8")
    assert "Another office" in text()
