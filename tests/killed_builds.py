"""Real builds over an older set, each stopped at a random moment, and what is found after it."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import interruptible

import reportgen
from reportgen.manifest import outputs_of
from reportgen.pipeline import build
from reportgen.proof.answer import Answer
from reportgen.proof.folder import verify
from reportgen.request import BuildRequest

RUNS = 40
PERIOD = "2025-S1"
ASKED = ("--lang", "fr", "--lang", "en", "--format", "docx", "--quiet")
HERE = {**os.environ, "PYTHONPATH": str(Path(reportgen.__file__).parents[1])}


@dataclass(frozen=True, slots=True)
class Found:
    """What the runs left: exit codes, leftovers before the next command, which set after it."""

    codes: Counter[int] = field(default_factory=Counter)
    leftovers: Counter[bool] = field(default_factory=Counter)
    sets: Counter[str] = field(default_factory=Counter)


def older(folder: Path, turn: int) -> BuildRequest:
    """An older set of the same names: another status, or what was known on an earlier day."""
    usual = BuildRequest(
        data=None,
        as_of=None,
        period=PERIOD,
        audiences=("standard",),
        languages=("fr", "en"),
        formats=("docx",),
        status="draft",
        templates=None,
        output=folder,
    )
    return replace(usual, as_of="2025-10-20") if turn % 2 else usual


def started(folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "reportgen", "build", *ASKED, "--output", str(folder)]
    return interruptible.started(command, HERE, subprocess.DEVNULL)


def hidden(folder: Path) -> list[Path]:
    return list((folder / PERIOD).glob(".*"))


def staged(folder: Path, process: "subprocess.Popen[str]") -> float:
    """Wait until a build begins to stage its files; return when."""
    while not hidden(folder) and process.poll() is None:
        time.sleep(0.001)
    return time.monotonic()


def lasting(folder: Path) -> tuple[float, float]:
    """How long an undisturbed build takes, in seconds: as a whole, and once it stages."""
    began = time.monotonic()
    process = started(folder)
    staging = staged(folder, process)
    process.wait()
    return time.monotonic() - began, time.monotonic() - staging


def stopped_builds(signal: int, folder: Path) -> Found:
    """Stop builds: one at any moment of its life, the next while it stages and commits."""
    found, moments = Found(), random.Random(signal)
    whole, staging = lasting(folder)
    for turn in range(RUNS):
        build(older(folder, turn), lambda _: None)
        assert hidden(folder) == []
        process = started(folder)
        if turn % 2:
            staged(folder, process)
        time.sleep(moments.uniform(0, staging if turn % 2 else whole))
        process.send_signal(signal)
        found.codes[process.wait()] += 1
        found.leftovers[bool(hidden(folder))] += 1
        found.sets[standing_set(folder)] += 1
    return found


def standing_set(folder: Path) -> str:
    """Return which set stands, after `verify` has made both of its files again."""
    same: list[Answer] = []
    verify(PERIOD, folder, same.append)
    assert len(same) == 2
    assert hidden(folder) == []
    records = outputs_of((folder / PERIOD / "manifest.json").read_bytes())
    (status,) = {str(record["status"]) for record in records.values()}
    return status
