"""Shipped files: found in a checkout, and replaced one by one by the user's own."""

import re
from pathlib import Path

import pytest

from reportgen.errors import TemplateError
from reportgen.resources import find, read_toml, shipped


@pytest.mark.parametrize(
    ("folder", "file"), [("data", "exports.csv"), ("templates", "plans/standard.md")]
)
def test_the_shipped_folders_hold_their_files(folder: str, file: str) -> None:
    assert (shipped(folder) / file).is_file()


def test_the_file_of_the_user_wins_over_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "theme.toml"
    own.write_text("", encoding="utf-8")
    assert find("theme.toml", tmp_path) == own
    assert find("publisher.toml", tmp_path) == shipped("templates") / "publisher.toml"
    assert find("theme.toml", None) == shipped("templates") / "theme.toml"


def test_a_folder_or_a_name_without_a_file_is_not_found(tmp_path: Path) -> None:
    assert find("standard", None) is None
    assert find("none.toml", tmp_path) is None


def test_a_toml_file_is_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('name = "été"', encoding="utf-8")
    assert read_toml("own.toml", tmp_path) == (tmp_path / "own.toml", {"name": "été"})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[theme", r"own.toml: .*\(at end of document\)$"),
        (b"a = 1\na = 2", r"own.toml: Cannot overwrite a value \(at "),
        ("name = 'été'".encode("latin-1"), r"own.toml: 'utf-8' codec can't decode byte 0xe9"),
    ],
)
def test_a_toml_file_that_cannot_be_read_is_refused_by_name(
    tmp_path: Path, content: bytes, message: str
) -> None:
    (tmp_path / "own.toml").write_bytes(content)
    with pytest.raises(TemplateError, match=message):
        read_toml("own.toml", tmp_path)


def test_a_toml_file_that_is_not_there_is_refused() -> None:
    message = re.escape("none.toml: not found; write it, or reinstall reportgen")
    with pytest.raises(TemplateError, match=f"^{message}$"):
        read_toml("none.toml", None)
