"""Templates: the audiences that they exist for, and Jinja, sandboxed, with its errors told.

A compiled template is kept as Python keeps its modules: within the process and in `__pycache__`.
"""

import os
import re
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from pickle import PickleError
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from reportgen.compose.markdown import TemplateFault
from reportgen.compose.voice import Voice, printable
from reportgen.errors import Problem, TemplateError, UsageError, did_you_mean
from reportgen.l10n import LANGUAGES
from reportgen.measure import Measure
from reportgen.resources import find, shipped

_PLAIN = (bool, str)  # settings of Jinja that decide how a source compiles
_KEPT = 64  # templates: many times those of an audience in two languages


def audiences_of(templates_dir: Path | None) -> tuple[str, ...]:
    """Return the names of all audiences, the user's and the shipped ones."""
    first, *_ = LANGUAGES
    files = [path for folder in folders_of(templates_dir) for path in folder.glob(f"*/{first}.md")]
    found = {path.parent.name for path in files}
    return tuple(sorted(found - {"phrases"}))


def known_audiences(asked: Sequence[str], templates_dir: Path | None) -> tuple[str, ...]:
    """Return the audiences asked for, each once; raises UsageError for one without templates."""
    known = audiences_of(templates_dir)
    for audience in asked:
        if audience not in known:
            remedy = did_you_mean(audience, list(known))
            raise UsageError(Problem("", f'unknown audience "{audience}"', remedy))
    return tuple(dict.fromkeys(asked))


def folders_of(templates_dir: Path | None) -> list[Path]:
    """Return where templates stand: the user's folder, which wins, and the shipped one."""
    return [folder for folder in (templates_dir, shipped("templates")) if folder is not None]


def render(name: str, voice: Voice, templates_dir: Path | None) -> str:
    """Return the Markdown that a template makes of the claims.

    Raises TemplateError with file and line.
    """
    folders = folders_of(templates_dir)
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
    TemplateFault,
    TypeError,
    AttributeError,
    ValueError,
    ArithmeticError,
)


def locate(name: str, text: str, templates_dir: Path | None) -> str:
    """Return "mine/standard/fr.md:12", the first line that holds `text`, else the file's name."""
    path = find(name, templates_dir)
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


@cache
def compiled() -> BytecodeCache:
    """Return the compiled templates of this process."""
    return _Compiled()


class _Compiled(BytecodeCache):
    """Keeps every template in memory, by file and content; the shipped ones on disk too.

    A user's templates are never kept on disk: what is loaded from there runs outside the sandbox.
    """

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}
        self.version = version("jinja2")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return filename or name

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        # The checksum has to tell everything that decides what a source compiles to.
        settings = {key: item for key, item in vars(environment).items() if type(item) in _PLAIN}
        return super().get_bucket(
            environment, name, filename, f"{self.version} {sorted(settings.items())} {source}"
        )

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))
        if bucket.code is None and _is_shipped(bucket.key):
            with suppress(OSError, EOFError, PickleError):
                bucket.bytecode_from_string(_beside(bucket.key).read_bytes())
        self._keep(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._keep(bucket)
        if _is_shipped(bucket.key) and not sys.dont_write_bytecode:
            with suppress(OSError):  # a folder that may not be written to: slower, and no harm
                _replace(_beside(bucket.key), bucket.bytecode_to_string())

    def _keep(self, bucket: Bucket) -> None:
        if len(self.codes) >= _KEPT:
            self.codes.clear()
        if bucket.code is not None:
            self.codes[bucket.key, bucket.checksum] = bucket.code


def _is_shipped(template: str) -> bool:
    return Path(template).is_relative_to(shipped("templates"))


def _beside(template: str) -> Path:
    return Path(cache_from_source(template))


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(path)
