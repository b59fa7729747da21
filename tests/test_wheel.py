"""What an installed reportgen can do far from its checkout."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
Run = Callable[..., str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the unpacked wheel."""
    dist, site = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(dist)],
        cwd=HOUSE,
        check=True,
        capture_output=True,
    )
    (wheel,) = dist.glob("reportgen-*-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


@pytest.fixture
def run(site: Path, tmp_path: Path) -> Run:
    """Return a call of Python in an empty folder, with the wheel before any checkout."""
    environment = {**os.environ, "PYTHONPATH": str(site)}

    def run(*arguments: str) -> str:
        finished = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert finished.returncode == 0, finished.stderr
        return finished.stdout

    return run


@pytest.mark.parametrize("folder", ["templates", "data"])
def test_the_wheel_carries_every_shipped_file(site: Path, folder: str) -> None:
    def below(root: Path) -> set[str]:
        files = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc")
        return {str(path.relative_to(root)) for path in files}

    assert below(site / "reportgen" / folder) == below(HOUSE / folder)


def test_the_wheel_carries_its_licences_and_types(site: Path) -> None:
    licences = next(site.glob("reportgen-*.dist-info")) / "licenses"
    assert (licences / "LICENSE").is_file()
    assert (licences / "templates" / "fonts" / "OFL.txt").is_file()
    assert (site / "reportgen" / "py.typed").is_file()


def test_the_wheel_carries_nothing_else(site: Path) -> None:
    names = {path.name for path in site.iterdir()}
    assert names == {"reportgen", "reportgen-0.1.0.dist-info"}


def test_an_installed_reportgen_uses_what_it_carries(site: Path, run: Run) -> None:
    found = run("-c", "from reportgen.resources import shipped; print(shipped('templates'))")
    assert Path(found.strip()) == site / "reportgen" / "templates"


def test_an_installed_reportgen_makes_a_briefing_in_an_empty_folder(
    run: Run, tmp_path: Path
) -> None:
    printed = run("-m", "reportgen", "build", "--lang", "fr", "--format", "pdf").splitlines()
    (made,) = (tmp_path / line for line in printed)
    assert made.read_bytes().startswith(b"%PDF-")
    assert sorted(path.suffix for path in tmp_path.rglob("*.*")) == [".json", ".pdf"]
