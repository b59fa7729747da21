"""Print how many sets of four files a second a warm process makes: of new data, of the same data.

A set is two languages in two formats, five pages each, from the data to the files on disk. New data
let no drawing be reused; the same data let all be. What counts is the time of a core.
"""

import csv
import gc
import sys
import time
from pathlib import Path
from shutil import copytree

from reportgen import pipeline
from reportgen.request import BuildRequest
from reportgen.resources import shipped

TURNS = 9
SERIES = shipped("data") / "synthetic-quarterly.csv"
PERIOD = "2024-S1"  # of the synthetic series: it makes a briefing as long as the shipped one
SPREAD = 10  # percent


def perturbed(folder: Path, variant: int) -> Path:
    """Return the synthetic series with every value moved by up to 10 %, its own way a variant."""
    path = copytree(shipped("data"), folder / f"variant-{variant}") / SERIES.name
    header, *rows = csv.reader(SERIES.read_text(encoding="utf-8").splitlines())
    column = header.index("value")
    for number, row in enumerate(rows):
        moved = (8 * number + 11 * variant) % (2 * SPREAD + 1) - SPREAD
        row[column] = str(round(int(row[column]) * (100 + moved) / 100))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((header, *rows))
    return path


def spent(folder: Path, data: Path | None = None, period: str | None = None) -> float:
    """Return the seconds of a core that a set of four files takes."""
    request = BuildRequest(
        data,
        as_of=None,
        period=period,
        audiences=("standard",),
        languages=("fr", "en"),
        formats=("pdf", "docx"),
        status="final",
        templates=None,
        output=folder / "warm",
    )
    start = time.process_time()
    pipeline.build(request, lambda _: None)
    return time.process_time() - start


def main() -> None:
    """Measure in a folder, new data and the same data in turns, and print the best of each."""
    folder = Path(sys.argv[1])
    spent(folder)
    gc.freeze()  # what was imported is there to stay
    series = [perturbed(folder, variant) for variant in range(TURNS)]
    turns = [(spent(folder, data, PERIOD), spent(folder)) for data in series]
    print(*(1 / min(times) for times in zip(*turns, strict=True)))


if __name__ == "__main__":
    main()
