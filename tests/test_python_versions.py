"""The same bytes whichever Python builds: every other one on this machine is tried."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

pytestmark = pytest.mark.proof

HOUSE = Path(__file__).parents[1]
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
OTHERS = [version for version in ("3.11", "3.12", "3.13", "3.14") if version != HERE]
EDITIONS: dict[str, tuple[str, ...]] = {
    "published": (),
    "synthetic": ("--data", str(HOUSE / "data/synthetic-quarterly.csv"), "--period", "2024-Q4"),
}


def ran(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    # Nothing of this environment may reach the other Python.
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        list(map(str, command)), env=own | environment, capture_output=True, text=True, check=False
    )


def interpreter(version: str) -> Path:
    """Return a Python of that version, on the PATH or under pyenv; skips where there is none."""
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found = shutil.which(f"python{version}")
    paths = [Path(found)] if found else []
    paths += sorted(root.glob(f"versions/{version}.*/bin/python"))
    # A launcher on the PATH may lead nowhere, or to another version.
    asked = f"import venv, sys; sys.exit(not sys.version.startswith('{version}.'))"
    for path in paths:
        if ran(path, "-c", asked).returncode == 0:
            return path
    pytest.skip(f"no Python {version} on this machine")


def equipped(python: Path, folder: Path) -> Path:
    """Return that Python in a fresh environment with the locked libraries; skips where none is."""
    made = ran(python, "-m", "venv", folder)
    own = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = ("-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--require-hashes")
    made = made if made.returncode else ran(own, *install, "-r", HOUSE / "requirements.lock")
    if made.returncode:
        pytest.skip(f"no libraries for {python}: {made.stderr.strip().splitlines()[-1]}")
    return own


def built(python: Path, folder: Path) -> dict[str, str]:
    """Return the hash of every file that a Python builds, by its place."""
    for name, options in EDITIONS.items():
        audiences = ("--audience", "standard", "--audience", "executive")
        command = ("-m", "reportgen", "build", "--output", str(folder / name))
        finished = ran(python, *command, *audiences, *options, PYTHONPATH=str(HOUSE))
        assert finished.returncode == 0, finished.stderr
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in {".pdf", ".docx"})
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files
    }


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built(Path(sys.executable), tmp_path_factory.mktemp("here"))


@pytest.mark.parametrize("version", OTHERS)
def test_another_python_builds_the_same_bytes(
    version: str, expected: dict[str, str], tmp_path: Path
) -> None:
    python = equipped(interpreter(version), tmp_path / "environment")
    assert len(expected) == 24
    assert built(python, tmp_path / "output") == expected
