"""The bytes of a finished file, or why it has none."""

from pathlib import Path

from reportgen import fileset
from reportgen.views.limits import refused

_LARGEST = 256 * 2**20  # bytes


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file; sets of files that a stopped build left in its folder are undone.

    Raises UnreadableError when it is none, is too large or cannot be read, and OutputError where
    a build stopped halfway and cannot be finished.
    """
    name = str(path)
    fileset.recover(path.parent)
    try:
        if path.is_dir():
            raise refused(name, "is a folder", "name the files in it")
        if path.exists() and not path.is_file():
            raise refused(name, "is no file", "name a file that `build` made")
        if path.stat().st_size > _LARGEST:
            raise refused(name, "is too large for a briefing", "name a file that `build` made")
        return path.read_bytes()
    except FileNotFoundError:
        raise refused(name, "does not exist", "check its name, or `build` it") from None
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise refused(name, what, "check its permissions") from error
