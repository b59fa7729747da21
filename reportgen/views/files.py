"""The bytes of a finished file, or why it has none."""

from pathlib import Path

from reportgen import fileset
from reportgen.views.limits import refused


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file; sets of files that a stopped build left in its folder are undone.

    Raises UnreadableError when it is none, is too large or cannot be read, and OutputError where
    a build stopped halfway and cannot be finished.
    """
    name = str(path)
    fileset.recover(path.parent)
    try:
        return fileset.content_of(path)
    except IsADirectoryError:
        raise refused(name, "is a folder", "name the files in it") from None
    except FileNotFoundError:
        raise refused(name, "does not exist", "check its name, or `build` it") from None
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise refused(name, what, "check its permissions") from error
