"""Print what a run costs: time against the floor, sets a second, time of `--help`, peak memory.

The commands take turns, so that a busy moment of the machine falls on all of them; the best of the
turns counts, for noise only ever adds.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.manifest import outputs_of

TURNS = 7
MEASURES_ITS_CHILD = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
CHECKED = tuple(
    f"checked/2025-S1/digital-exports_2025-S1_standard_{language}.{extension}"
    for language in ("fr", "en", "fr-en")
    for extension in ("pdf", "docx")
)
# What Python and reportgen compile is kept on disk, as it is for a user.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
BUILD = ("-m", "reportgen", "build", "--lang", "fr", "--lang", "en")
PROOF_OF_A_BUILD = """
import sys, time
from pathlib import Path
from reportgen import manifest, pipeline
from reportgen.request import BuildRequest
request = BuildRequest(
    None, None, None, ("standard",), ("fr", "en"), ("pdf", "docx"), "final", None, Path(sys.argv[1])
)
prove = manifest.proof_of
def timed():
    start = time.process_time()
    pipeline.build(request, lambda _: None)
    return time.process_time() - start
def unproven():
    manifest.proof_of = lambda *_: {"passages": (), "ledger": ()}
    spent = timed()
    manifest.proof_of = prove
    return spent
timed(), unproven()
turns = [(timed(), unproven()) for _ in range(9)]
print(min(proven for proven, _ in turns) / min(plain for _, plain in turns))
"""
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "build": BUILD,
    "six": ("-m", "reportgen", "build"),
    "floor": ("-c", "import pandas, matplotlib.figure, reportlab.platypus, docx"),
    "help": ("-m", "reportgen", "--help"),
    "check": ("-m", "reportgen", "check", *CHECKED),
}


@dataclass(frozen=True, slots=True)
class Result:
    """One measured figure and the bound that the project sets itself: a ceiling, or a floor."""

    name: str
    value: float
    bound: float
    unit: str
    floor: bool = False

    def __str__(self) -> str:
        kept = self.value >= self.bound if self.floor else self.value <= self.bound
        bound = f"({'floor' if self.floor else 'ceiling'} {self.bound:g})"
        verdict = "ok" if kept else "UNDER" if self.floor else "OVER"
        return f"{self.name:<58}{self.value:8.2f} {self.unit:<4} {bound} {verdict}"


def seconds(command: Iterable[str], folder: str) -> float:
    """Return the wall time of one Python process in `folder`."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=ENVIRONMENT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


def fastest(folder: str) -> dict[str, float]:
    """Return the best of several interleaved turns of each command, in seconds."""
    for command in COMMANDS.values():
        seconds(command, folder)
    turns = [
        {name: seconds(command, folder) for name, command in COMMANDS.items()} for _ in range(TURNS)
    ]
    return {name: min(turn[name] for turn in turns) for name in COMMANDS}


def peak_memory(command: Iterable[str], folder: str) -> float:
    """Return the largest resident size of one Python process, in MiB."""
    measured = subprocess.run(
        [sys.executable, "-c", MEASURES_ITS_CHILD, sys.executable, *command],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    units_per_mebibyte = 2**20 if sys.platform == "darwin" else 2**10
    return int(measured.stdout) / units_per_mebibyte


def ratio_of_proof(folder: str) -> float:
    """Return how much longer a warm build of four files takes with its ledgers than without."""
    command = [sys.executable, "-c", PROOF_OF_A_BUILD, str(Path(folder) / "proof")]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def sets_a_second(folder: str) -> tuple[float, float]:
    """Return how many sets of four files a process makes: of data that change, of the same data."""
    command = [sys.executable, "-m", "benchmarks.warm", folder]
    measured = subprocess.run(command, check=True, capture_output=True, text=True)
    changed, same = map(float, measured.stdout.split())
    return changed, same


def seconds_of_a_listing(path: Path) -> float:
    """Return how long it takes to read the records of a thousand editions, like those of a file."""
    content = json.loads(path.read_bytes())
    records = list(content["outputs"].values())
    content["outputs"] = {f"edition-{n}.pdf": records[n % len(records)] for n in range(1000)}
    text = json.dumps(content).encode()
    start = time.perf_counter()
    outputs_of(text)
    return time.perf_counter() - start


def main() -> None:
    """Measure in an empty folder and print one line a figure."""
    with tempfile.TemporaryDirectory() as folder:
        seconds(("-m", "reportgen", "build", "--output", "checked"), folder)
        best = fastest(folder)
        memory = peak_memory(BUILD, folder)
        proof = ratio_of_proof(folder)
        changed, same = sets_a_second(folder)
        listed = seconds_of_a_listing(Path(folder, "checked", "2025-S1", "manifest.json"))
    for result in (
        Result("four files / imports", best["build"] / best["floor"], 1.5, "x"),
        Result("six files / imports", best["six"] / best["floor"], 1.8, "x"),
        Result("warm sets of four files a second, changed data", changed, 4, "/s", floor=True),
        Result("warm sets of four files a second, same data", same, 5, "/s", floor=True),
        Result("a thousand editions listed from their manifest", listed, 1, "s"),
        Result("warm build with its ledgers / without", proof, 1.1, "x"),
        Result("check of six files / build of four", best["check"] / best["build"], 1.5, "x"),
        Result("check of six files", best["check"], 3, "s"),
        Result("--help", best["help"], 0.15, "s"),
        Result("peak memory of four files", memory, 220, "MiB"),
    ):
        print(result)


if __name__ == "__main__":
    main()
