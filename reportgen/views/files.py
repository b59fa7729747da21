"""The bytes of a finished file, or why it has none."""

import errno
from pathlib import Path

from reportgen import fileset
from reportgen.views.limits import refused

_REFUSALS = {
    errno.EISDIR: ("is a folder", "name the files in it"),
    errno.ENOENT: ("does not exist", "check its name, or `build` it"),
    errno.EINVAL: ("is no file", "name a PDF or Word file"),
    errno.EFBIG: ("is larger than what is read", "save it in parts"),
}


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file; sets of files that a stopped build left in its folder are undone.

    Raises UnreadableError when it is none, is too large or cannot be read, and OutputError where
    a build stopped halfway and cannot be finished.
    """
    fileset.recover(path.parent)
    try:
        return fileset.content_of(path)
    except OSError as error:
        unread = (f"cannot be read: {error.strerror or error}", "check its permissions")
        raise refused(str(path), *_REFUSALS.get(error.errno or 0, unread)) from error
