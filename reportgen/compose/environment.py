"""Jinja, sandboxed and strict, with every error told by file and line."""

import re
import traceback
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    pass_context,
)
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from reportgen.compose.compiled import compiled
from reportgen.compose.misuse import MisuseError
from reportgen.compose.voice import Voice, printable
from reportgen.errors import Problem, TemplateError, did_you_mean
from reportgen.measure import Measure
from reportgen.resources import find, shipped


def render(name: str, voice: Voice, own: Path | None) -> str:
    """Return the Markdown that a template makes of the claims.

    Raises TemplateError with file and line.
    """
    folders = [folder for folder in (own, shipped("templates")) if folder is not None]
    environment = _Sandbox(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        undefined=StrictUndefined,
        finalize=_finalize,
        optimized=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        bytecode_cache=compiled(),
    )
    environment.globals = {"namespace": Namespace, **voice.functions}
    environment.filters.update(voice.filters)
    try:
        return environment.get_template(name).render()
    except TemplateNotFound as error:
        where = _place(error, folders) or name
        raise TemplateError(Problem(where, f'template "{error.name}" not found')) from error
    except TemplateSyntaxError as error:
        where = f"{_shown(error.filename or name, folders)}:{error.lineno}"
        raise TemplateError(Problem(where, error.message or "syntax error")) from error
    except _FAILURES as error:
        where = _place(error, folders) or name
        raise TemplateError(Problem(where, str(error), _remedy(error, voice))) from error


class _Sandbox(ImmutableSandboxedEnvironment):
    """Keeps a claim's figure out of reach: a filter prints it, or nothing does."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        return not isinstance(value, Measure) and super().is_safe_attribute(obj, attr, value)


@pass_context
def _finalize(_: Context, value: object) -> object:
    """Nothing is evaluated before a context exists: compiled code holds words of the file only."""
    return printable(value)


_FAILURES: tuple[type[Exception], ...] = (
    UndefinedError,
    TemplateRuntimeError,
    SecurityError,
    MisuseError,
    TypeError,
    AttributeError,
    ValueError,
    ArithmeticError,
)


def locate(name: str, text: str, own: Path | None) -> str:
    """Return "mine/standard/fr.md:12", the first line that holds `text`, else the file's name."""
    path = find(name, own)
    lines = path.read_text(encoding="utf-8").splitlines() if path else []
    numbers = (number for number, line in enumerate(lines, 1) if text in line)
    number = next(numbers, None)
    where = name if path is None else f"{path.parents[1].name}/{name}"
    return where if number is None else f"{where}:{number}"


def _remedy(error: Exception, voice: Voice) -> str:
    unknown = re.fullmatch(r"'(\w+)' is undefined", str(error))
    return did_you_mean(unknown[1], sorted(voice.functions)) if unknown else ""


def _place(error: BaseException, folders: list[Path]) -> str:
    frames: list[Any] = list(traceback.extract_tb(error.__traceback__))
    inside = [frame for frame in frames if frame.filename.endswith((".md", ".toml"))]
    return f"{_shown(inside[-1].filename, folders)}:{inside[-1].lineno}" if inside else ""


def _shown(filename: str, folders: list[Path]) -> str:
    path = Path(filename)
    for folder in folders:
        if path.is_relative_to(folder):
            return f"{folder.name}/{path.relative_to(folder).as_posix()}"
    return filename
