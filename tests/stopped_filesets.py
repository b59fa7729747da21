"""Stops the writing of a small set at each line of `fileset` in turn, in a process of its own each.

Run as a program: `stopped_filesets.py SCENARIO STOP FOLDER` prints what each stop left, as JSON.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Collection, Iterator
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any, TypeAlias

from reportgen import fileset
from reportgen.errors import OutputError

LAST, HELD = "set.json", "b.txt"
OLD = {"a.txt": "old", "z.txt": "old"}
NEW = {"a.txt": "new", "b.txt": "new", "c.txt": "new"}
Trace: TypeAlias = Callable[[FrameType, str, Any], Any]
TOUCHING = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "fcntl.flock")


def write(folder: Path, members: dict[str, str], before_the_last: Callable[[], None]) -> None:
    """Write a set whose last member says what the others hold, and what stood before."""

    def text_of(left_out: Collection[str]) -> bytes:
        before_the_last()
        told = {name: text for name, text in members.items() if name not in left_out}
        return json.dumps({**OLD, **told}).encode()

    with fileset.opened(folder) as files:
        for name, text in members.items():
            files.add(name, text.encode())
        files.commit(LAST, text_of)


def prepare(folder: Path, scenario: str) -> Callable[[], None]:
    """Put the old set into a folder, and what the scenario asks for; return what comes late."""
    write(folder, OLD, lambda: None)

    def obstruct() -> None:
        (folder / HELD).mkdir(exist_ok=True)

    if scenario == "held":
        obstruct()
    return obstruct if scenario == "held late" else lambda: None


def stopping_at(line: int, stop: Callable[[], None]) -> Trace:
    """Return a trace function that stops the process before the n-th line run of `fileset`."""
    lines = count(1)

    def traced(frame: FrameType, event: str, _: object) -> Trace | None:
        if frame.f_code.co_filename != fileset.__file__:
            return None
        if event == "line" and next(lines) == line:
            stop()
        return traced

    return traced


def twice() -> None:
    """Interrupt, and again at the next operation on the disk."""
    pending = [True]

    def again(event: str, _: object) -> None:
        if event in TOUCHING and pending:
            pending.clear()
            signal.raise_signal(signal.SIGINT)

    sys.addaudithook(again)
    signal.raise_signal(signal.SIGINT)


STOPS: dict[str, Callable[[], None]] = {
    "KILL": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "INT": lambda: signal.raise_signal(signal.SIGINT),
    "TERM": lambda: signal.raise_signal(signal.SIGTERM),
    "INT twice": twice,
}


def stopped(line: int, stop: str, work: Callable[[], None]) -> int:
    """Do work in a child process that stops at a line; return its exit code, 0 if none is left."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        sys.settrace(stopping_at(line, STOPS[stop]))
        work()
        code = 0
    except KeyboardInterrupt:
        code = 130
    finally:
        os._exit(code)


def seen(folder: Path) -> dict[str, Any]:
    """What the last member says, whether the others bear it out, and what lies beside them."""
    told = json.loads((folder / LAST).read_text())
    held = {p.name: p.read_text() for p in folder.glob("*.txt") if p.is_file()}
    return {"told": told, "true": held == told, "hidden": sorted(p.name for p in folder.glob(".*"))}


def recovered(folder: Path) -> dict[str, Any]:
    """What stands after the next command: refused as long as something is in the way."""
    try:
        fileset.recover(folder)
    except OutputError as error:
        (folder / HELD).rmdir()
        fileset.recover(folder)
        return {**seen(folder), "refused": str(error)}
    return seen(folder)


def writing(scenario: str, stop: str, folder: Path) -> Iterator[dict[str, Any]]:
    """A new set over an old one, stopped at each line."""
    for line in count(1):
        late = prepare(folder, scenario)
        code = stopped(line, stop, lambda: write(folder, NEW, late))  # noqa: B023
        yield {"code": code, "at once": seen(folder), "then": recovered(folder)}
        shutil.rmtree(folder)
        if code == 0:
            return


def leaves_a_half(line: int, folder: Path) -> bool:
    """Kill a new set over an old one at a line; return whether it stands in part."""
    shutil.rmtree(folder, ignore_errors=True)
    late = prepare(folder, "free")
    stopped(line, "KILL", lambda: write(folder, NEW, late))
    return not seen(folder)["true"]


def recovering(stop: str, folder: Path) -> Iterator[dict[str, Any]]:
    """A set that was killed when its first member stood, recovered, stopped there at each line."""
    half = next(n for n in count(1) if leaves_a_half(n, folder))
    for line in count(1):
        leaves_a_half(half, folder)
        code = stopped(line, stop, lambda: fileset.recover(folder))
        yield {"code": code, "then": recovered(folder)}
        shutil.rmtree(folder)
        if code == 0:
            return


if __name__ == "__main__":
    scenario, stop, place = sys.argv[1:]
    folder = Path(place)
    walk = recovering(stop, folder) if scenario == "recovery" else writing(scenario, stop, folder)
    print(json.dumps(list(walk)))
