"""Writes files as a set: whenever a run stops, all of the old ones stand, or all of the new ones.

Members are staged in a hidden folder beside their targets. A journal in there, which comes into
being by one rename, is the point of no return: what stopped before it is swept by the next command,
what stopped after it is finished. A lock of the operating system, which goes with its holder, tells
whether one still works.

Windows replaces each file at once and holds the same locks (msvcrt), but it cannot sync a folder: a
power cut, unlike a killed run, may undo the last renames there. A file that another program holds
open cannot be replaced there; it keeps its old content and is told.
"""

import errno
import itertools
import json
import os
import secrets
import shutil
import signal
import stat
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.errors import OutputError, Problem

_HIDDEN = ".reportgen"
_LOCK, _STAGING = f"{_HIDDEN}.lock", f"{_HIDDEN}-"
_OWNER, _JOURNAL = "owner.lock", "journal.json"  # members are numbered: no name collides
_LARGEST = 256 * 2**20  # bytes of a file that is read: data, a manifest, an edition
_ELSEWHERE = "choose another folder with --output"
_CLOSE = f"close it where it is open, or {_ELSEWHERE}"


@dataclass(frozen=True, slots=True)
class FileSet:
    """Files on their way to a folder; `staged` tells under which number each one waits."""

    folder: Path
    staging: Path
    staged: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def add(self, name: str, content: bytes) -> None:
        """Stage a file of the folder, on disk but not yet visible; the same name replaces it.

        Raises OutputError when the disk is full or the folder cannot be written.
        """
        number = str(next(self.numbers))
        with _told(self.folder / name):
            _write(self.staging / number, content)
        self.staged[name] = number

    def commit(self, last: str, text_of: Callable[[Collection[str]], bytes]) -> tuple[Problem, ...]:
        """Put all files in their places, `last` when the others stand; return what was left out.

        `text_of` is called while no other run writes there, with the names that are left out: those
        whose targets cannot be replaced. An interrupt waits until the files stand. Raises
        OutputError when `last` or the folder cannot be written: the old set stands, or, if the last
        step failed, the next command finishes.
        """
        with _told(self.folder), _locked(self.folder / _LOCK):
            _settle(self.folder)
            left_out = _obstructed(self.folder, self.staged)
            if obstacle := _obstructed(self.folder, (last,)):
                raise OutputError(_unwritten(self.folder / last, obstacle[last]))
            self.add(last, text_of(left_out))
            with _uninterrupted():
                self._take_places(last, text_of, left_out)
                _sweep(self.staging)
        return tuple(_unwritten(self.folder / name, why) for name, why in left_out.items())

    def _take_places(
        self,
        last: str,
        text_of: Callable[[Collection[str]], bytes],
        left_out: dict[str, OSError],
    ) -> None:
        """A target may turn out only now to be held: what tells of the set is then told anew."""
        while True:
            going = {name: at for name, at in self.staged.items() if name not in (*left_out, last)}
            _write_journal(self.staging, {**going, last: self.staged[last]})
            held = _moved(self.folder, self.staging, going)
            if not held:
                break
            left_out |= held
            self.add(last, text_of(left_out))
        _roll_forward(self.folder, self.staging)


@contextmanager
def opened(folder: Path) -> Iterator[FileSet]:
    """Return a set to be filled for a folder, which is made and recovered; nothing else is left.

    Raises OutputError when the folder cannot be made or written.
    """
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    with _told(folder, "the output folder cannot be made"):
        folder.mkdir(parents=True, exist_ok=True)
    staging = folder / f"{_STAGING}{secrets.token_hex(8)}"
    try:
        with ExitStack() as owned:
            with _told(folder), _locked(folder / _LOCK):
                _settle(folder)
                staging.mkdir()
                owned.enter_context(_locked(staging / _OWNER))
            yield FileSet(folder, staging)
    finally:
        with _uninterrupted():
            _sweep(staging)
            for path in made:
                with suppress(OSError):  # something stands in it
                    path.rmdir()


def is_name(text: str) -> bool:
    """Return whether a text names a file of a folder, and nothing elsewhere."""
    return Path(text).name == text not in {"", ".."} and text.isprintable() and len(text) < 200


def content_of(path: Path) -> bytes:
    """Return the bytes of a file; raises OSError for a device, a pipe, and more than we write."""
    try:
        found = path.stat()
    except ValueError as error:  # a sign that no name can have
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from error
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is no file")
    if found.st_size > _LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return path.read_bytes()


def recover(folder: Path) -> None:
    """Finish what a killed run had begun to put into a folder, and sweep what it had not.

    A run that still works is left alone, or awaited if it puts its files in place just now. Where
    the folder cannot be written, that is no matter unless a set is half in place: OutputError.
    """
    if not any(folder.glob(f"{_HIDDEN}*")):
        return
    try:
        with _locked(folder / _LOCK):
            _settle(folder)
    except OSError as error:
        for staging in _stagings(folder):
            _require_unjournaled(staging, error)


def _settle(folder: Path) -> None:
    """Under the lock of the folder: no run begins, commits or ends its commit meanwhile."""
    for staging in _stagings(folder):
        try:
            with _locked(staging / _OWNER, wait=False) as abandoned:
                if abandoned and _is_journaled(staging):
                    _roll_forward(folder, staging)
        except OSError as error:  # its owner has just gone, or it belongs to another user
            _require_unjournaled(staging, error)
            continue
        if abandoned:
            _sweep(staging)


def _stagings(folder: Path) -> list[Path]:
    found = sorted(folder.glob(f"{_STAGING}*"))
    return [path for path in found if path.is_dir() and not path.is_symlink()]


def _sweep(staging: Path) -> None:
    if not _is_journaled(staging):
        shutil.rmtree(staging, ignore_errors=True)


def _is_journaled(staging: Path) -> bool:
    return os.path.lexists(staging / _JOURNAL)


def _require_unjournaled(staging: Path, error: OSError) -> None:
    if _is_journaled(staging):
        what = f"a build stopped while its files took their places: {error.strerror or error}"
        remedy = "run the command again as someone who can write there"
        raise OutputError(Problem(str(staging.parent), what, remedy)) from error


def _write_journal(staging: Path, members: Mapping[str, str]) -> None:
    """Where each file waits, by its name, in the order in which they take their places."""
    new = staging / f"{_JOURNAL}.new"
    _write(new, json.dumps(members).encode())
    _sync(staging)
    _sync(staging.parent)
    new.replace(staging / _JOURNAL)
    _sync(staging)


def _journal(staging: Path) -> dict[str, str]:
    """It may have come with a folder from anywhere: it moves numbered files into this folder only.

    Raises OutputError when it is damaged.
    """
    try:
        content = dict(json.loads((staging / _JOURNAL).read_bytes()))
        plain = all(number.isdecimal() and is_name(name) for name, number in content.items())
    except (ValueError, TypeError, AttributeError, RecursionError):
        content, plain = {}, False
    if not content or not plain:
        remedy = "remove this folder, and build again"
        raise OutputError(Problem(str(staging), "its journal is damaged", remedy))
    return content


def _roll_forward(folder: Path, staging: Path) -> None:
    """Put in place what is not yet; raises OutputError, and can be tried again, if it cannot."""
    *others, last = _journal(staging).items()
    held = _moved(folder, staging, dict(others)) or _moved(folder, staging, dict([last]))
    if held:
        remedy = f"close it where it is open, and run the command again, or remove {staging}"
        raise OutputError(
            *(_unwritten(folder / name, error, remedy) for name, error in held.items())
        )
    _sync(folder)
    (staging / _JOURNAL).unlink()


def _moved(folder: Path, staging: Path, members: Mapping[str, str]) -> dict[str, OSError]:
    """Put files in their places; what is left are those that cannot be replaced."""
    held = {}
    for name, number in members.items():
        try:
            (staging / number).replace(folder / name)
        except FileNotFoundError:  # it stands already
            continue
        except OSError as error:
            held[name] = error
    return held


def _obstructed(folder: Path, names: Collection[str]) -> dict[str, OSError]:
    """What is known beforehand to stay: Windows renames no open file, not even to itself."""
    found = {}
    for name in names:
        target = folder / name
        try:
            if stat.S_ISDIR(target.lstat().st_mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            target.rename(target)
        except FileNotFoundError:
            continue
        except OSError as error:
            found[name] = error
    return found


def _unwritten(path: Path, error: OSError, remedy: str = _CLOSE) -> Problem:
    return Problem(str(path), f"not written: {error.strerror or error}", remedy)


@contextmanager
def _told(path: Path, what: str = "cannot be written") -> Iterator[None]:
    try:
        yield
    except OSError as error:
        remedy = f"{_ELSEWHERE}, or see to room and permissions there"
        raise OutputError(
            Problem(str(path), f"{what}: {error.strerror or error}", remedy)
        ) from error


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    with suppress(OSError):  # Windows and some network drives sync no folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let SIGINT and SIGTERM wait until the end of a block, however often they come."""
    with _deferred(signal.SIGINT), _deferred(signal.SIGTERM):
        yield


@contextmanager
def _deferred(number: signal.Signals) -> Iterator[None]:
    former = signal.getsignal(number)
    if threading.current_thread() is not threading.main_thread() or former is None:
        yield  # Python gives signals to the main thread alone, and only to handlers of its own
        return
    came: list[int] = []
    try:
        signal.signal(number, lambda received, _: came.append(received))
        yield
    finally:
        signal.signal(number, former)
        if came:
            signal.raise_signal(number)


@contextmanager
def _locked(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold a lock file during a block; False when another one holds it and is not awaited."""
    try:
        while True:
            with path.open("ab") as file:
                held = _lock(file.fileno(), wait=wait)
                if held and not _stands(path, file.fileno()):
                    continue  # the holder that was awaited has removed it
                try:
                    yield held
                finally:
                    if held and sys.platform != "win32":
                        path.unlink(missing_ok=True)
                return
    finally:
        if sys.platform == "win32":  # it removes no open file: neither ours nor another holder's
            with suppress(OSError):
                path.unlink()


def _stands(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, wait: bool) -> bool:
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
                return True
            except OSError:
                if not wait:  # else it has tried for ten seconds
                    return False
else:
    import fcntl

    def _lock(handle: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
