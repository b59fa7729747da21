"""Why a file has no bytes to be read, and what to do about it."""

import os
from pathlib import Path

import pytest

from reportgen.errors import UnreadableError
from reportgen.views import bytes_of


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableError) as refused:
        bytes_of(path)
    return str(refused.value).removeprefix(f"{path}: ")


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "is a folder; name the files in it"
    assert refusal(tmp_path / "no.pdf") == "does not exist; check its name, or `build` it"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    assert refusal(tmp_path / "a.pdf") == "is no file; name a PDF or Word file"


def test_a_file_is_read_up_to_a_bound(tmp_path: Path) -> None:
    whole = tmp_path / "a.pdf"
    whole.touch()
    os.truncate(whole, 256 * 2**20)
    assert len(bytes_of(whole)) == 256 * 2**20
    os.truncate(whole, 256 * 2**20 + 1)
    assert refusal(whole) == "is larger than what is read; save it in parts"
