"""Compiled templates, kept as Python keeps its modules: within the process and in `__pycache__`."""

import os
import sys
import tempfile
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from pickle import PickleError
from types import CodeType

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from reportgen.resources import shipped

_PLAIN = (bool, str)
_KEPT = 64  # templates: many times those of an audience in two languages


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
