"""Compiled templates are kept as Python keeps its modules, and only those that came with it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from composed import composed, published, view_of
from jinja2 import Environment
from jinja2.bccache import Bucket

from reportgen.compose.markdown import Marked, TemplateFault
from reportgen.compose.templates import compiled, render
from reportgen.compose.voice import Voice
from reportgen.errors import TemplateError
from reportgen.resources import shipped

STANDARD = shipped("templates") / "standard" / "fr.md"


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of what Python compiles, empty at first."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(sys, "pycache_prefix", str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    compiled.cache_clear()
    yield folder
    compiled.cache_clear()


def files(kept: Path) -> list[Path]:
    """What the standard template and its phrases compiled to; Python keeps its modules there."""
    return sorted(kept.rglob("fr.*.pyc"))


def rendered(note: Callable[[str], str] = lambda _: "") -> str:
    """The Markdown of the standard template, in what is like a new process."""
    compiled.cache_clear()
    return render("standard/fr.md", Voice(view_of(published()), Marked(), note), None)


def unknown(name: str) -> str:
    """No note, but a refusal."""
    raise TemplateFault(f"no note {name}")


def test_a_shipped_template_is_compiled_once_for_all_processes(kept: Path) -> None:
    text = rendered()
    assert [file.parent.name for file in files(kept)] == ["phrases", "standard"]
    times = [file.stat().st_mtime_ns for file in files(kept)]
    assert rendered() == text
    assert [file.stat().st_mtime_ns for file in files(kept)] == times


def test_what_another_template_compiled_to_is_not_taken(kept: Path) -> None:
    text = rendered()
    phrases, standard = files(kept)
    standard.write_bytes(phrases.read_bytes())
    assert rendered() == text


def test_what_other_settings_compiled_to_is_not_taken(kept: Path) -> None:
    def bucket(*, trim_blocks: bool) -> Bucket:
        compiled.cache_clear()
        environment = Environment(trim_blocks=trim_blocks, bytecode_cache=compiled())
        source = "{% if true %}\n{% endif %}"
        return compiled().get_bucket(environment, "fr.md", str(STANDARD), source)

    told = bucket(trim_blocks=True)
    told.code = told.environment.compile("", "fr.md", str(STANDARD))
    compiled().set_bucket(told)
    assert bucket(trim_blocks=True).code is not None
    assert bucket(trim_blocks=False).code is None


@pytest.mark.parametrize("length", [0, 10, 30, 200, 5000])
def test_a_damaged_file_is_compiled_again(length: int, kept: Path) -> None:
    text = rendered()
    for file in files(kept):
        file.write_bytes(file.read_bytes()[:length])
    assert rendered() == text


def test_where_nothing_may_be_written_templates_compile_each_time(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.write_text("a file where the folder would stand")
    unkept = rendered()
    kept.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered() == unkept
    assert not kept.exists()


def test_a_users_template_is_never_loaded_from_disk(kept: Path, tmp_path: Path) -> None:
    composed(tmp_path, "Une phrase.")
    assert not files(kept)
    assert not list(tmp_path.rglob("__pycache__"))


def test_an_error_is_told_by_line_after_loading_too(kept: Path) -> None:
    told = []
    for _ in range(2):
        with pytest.raises(TemplateError) as refusal:
            rendered(unknown)
        told.append(str(refusal.value))
    assert told[0] == told[1]
    assert told[0].startswith("templates/standard/fr.md:")
