"""A set of files that is stopped at each line of its writing is all old or all new."""

import json
import os
import subprocess
import sys
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import reportgen

HERE = {**os.environ, "PYTHONPATH": str(Path(reportgen.__file__).parents[1])}
STOPPED = Path(__file__).with_name("stopped_filesets.py")
QUICK = Path("/dev/shm")  # where syncing costs nothing: the stops are counted in thousands


def quick() -> str | None:
    return str(QUICK) if QUICK.is_dir() else None


@cache
def stops(scenario: str, stop: str) -> list[dict[str, Any]]:
    """What each stop of a scenario left: at once, and after the next command."""
    with TemporaryDirectory(dir=quick()) as place:
        command = [sys.executable, str(STOPPED), scenario, stop, str(Path(place, "set"))]
        made = subprocess.run(command, env=HERE, stdout=subprocess.PIPE, check=True)
    return list(json.loads(made.stdout))


OLD, NEW = {"a.txt": "old", "z.txt": "old"}, {"a.txt": "new", "c.txt": "new", "z.txt": "old"}
WHOLE = {
    "free": [OLD, {**NEW, "b.txt": "new"}],
    "held": [OLD, NEW],
    "held late": [OLD, NEW, {**NEW, "b.txt": "new"}],  # the last when what held it has gone
    "recovery": [{**NEW, "b.txt": "new"}],
}
BRIEF = [("free", "KILL"), ("free", "INT"), ("held late", "KILL")]  # the others in `make proof`
WALKS = [
    pytest.param(*walk, marks=[] if walk in BRIEF else [pytest.mark.proof])
    for walk in product(WHOLE, ("KILL", "INT", "TERM", "INT twice"))
]


@pytest.mark.parametrize(("scenario", "stop"), WALKS)
def test_wherever_a_run_stops_the_next_command_finds_a_whole_set_and_nothing_else(
    scenario: str, stop: str
) -> None:
    left = stops(scenario, stop)
    assert len(left) > 50
    assert all(each["code"] != 0 for each in left[:-1])
    assert all(each["then"]["true"] for each in left)
    assert [each["then"]["hidden"] for each in left] == [[]] * len(left)
    told = [each["then"]["told"] for each in left]
    assert all(each in WHOLE[scenario] for each in told)
    assert all(each in told for each in WHOLE[scenario][:2])


@pytest.mark.parametrize("stop", ["INT", pytest.param("TERM", marks=pytest.mark.proof)])
def test_an_interrupted_run_leaves_a_whole_set_at_once_and_no_staging(stop: str) -> None:
    left = stops("free", stop)
    assert all(each["code"] == 130 for each in left[:-1])
    assert all(each["at once"]["true"] for each in left)
    hidden = {name for each in left for name in each["at once"]["hidden"]}
    assert hidden <= {".reportgen.lock"}  # empty and free: the next command removes it


def test_a_half_set_whose_next_file_is_held_is_told_until_it_is_free() -> None:
    left = stops("held late", "KILL")
    refusals = [each["then"]["refused"] for each in left if "refused" in each["then"]]
    assert refusals
    for refusal in refusals:
        assert "b.txt: not written: Is a directory; close it where it is open, and run" in refusal
