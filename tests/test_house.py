"""The rules of the house that no linter knows."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
LONGEST_FUNCTION = 40
LONGEST_FILE = 400
FOREIGN = re.compile(
    r"(?<![\w./-])/(?:work|root|tmp/w)\b"
    r"|pypi\.org|pythonhosted\.org|anaconda\.org"
)


def modules() -> Iterator[Path]:
    for room in ("reportgen", "tests", "benchmarks"):
        yield from sorted((HOUSE / room).rglob("*.py"))


def functions(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def repository_files() -> list[Path]:
    if not (HOUSE / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=HOUSE,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = (HOUSE / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def locked(lock: str) -> dict[str, str]:
    """Return the lines of each pinned requirement, comments left out, by `name==version`."""
    text = re.sub(r"(?m)^\s*#.*\n", "", (HOUSE / lock).read_text(encoding="utf-8"))
    return {entry.split(" ", 1)[0]: entry for entry in re.split(r"\n(?=\S)", text)}


def test_no_function_is_longer_than_the_house_allows() -> None:
    long = [
        f"{module.relative_to(HOUSE)}:{function.lineno} {function.name}"
        for module in modules()
        for function in functions(module)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_file_is_longer_than_the_house_allows() -> None:
    long = [
        str(module.relative_to(HOUSE))
        for module in modules()
        if len(module.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    ]
    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(module.relative_to(HOUSE))
        for module in modules()
        if ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) is None
    ]
    assert silent == []


def sums_of_measures(source: str) -> list[int]:
    """Return the lines that call `sum` for anything but a count of what holds."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id == "sum"
        and not isinstance(getattr(call.args[0], "elt", None), ast.Compare)
    ]


def test_lengths_are_added_exactly_where_pages_are_drawn() -> None:
    # `sum` of floats has other last digits since Python 3.12, `math.fsum` the same everywhere.
    adding = [
        f"{module.relative_to(HOUSE)}:{line}"
        for room in ("charts", "writers")
        for module in sorted((HOUSE / "reportgen" / room).rglob("*.py"))
        for line in sums_of_measures(module.read_text(encoding="utf-8"))
    ]
    assert adding == []


def test_the_search_for_sums_knows_lengths_from_counts() -> None:
    assert sums_of_measures("sum(widths)\nsum(x.width for x in y)\nsum([a, b], 0.0)") == [1, 2, 3]
    assert sums_of_measures("sum(x is not None for x in y)\nfsum(widths)") == []


def test_no_file_names_a_folder_of_one_machine_or_a_package_registry() -> None:
    naming = [
        f"{path.relative_to(HOUSE)}: {found.group()}"
        for path in repository_files()
        for found in FOREIGN.finditer(path.read_bytes().decode("latin-1"))
    ]
    assert naming == []


@pytest.mark.parametrize("foreign", ["/" + "root/x", '"/' + 'work/main"', "https://pypi" + ".org"])
def test_the_search_for_foreign_names_finds_them(foreign: str) -> None:
    assert FOREIGN.search(foreign)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_requirement_has_a_version_and_hashes(lock: str) -> None:
    unsafe = [
        name
        for name, entry in locked(lock).items()
        if "==" not in name or "--hash=sha256:" not in entry
    ]
    assert unsafe == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_no_lock_holds_an_address(lock: str) -> None:
    text = (HOUSE / lock).read_text(encoding="utf-8")
    assert re.findall(r"\S*://\S*|--\S*index\S*|--find-links", text) == []


def test_the_tools_are_locked_on_top_of_what_users_run() -> None:
    assert locked("requirements.lock").keys() <= locked("requirements-dev.lock").keys()


def test_the_build_backend_is_locked_too() -> None:
    assert any(name.startswith("hatchling==") for name in locked("requirements.lock"))
