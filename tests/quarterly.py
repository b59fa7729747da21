"""Series by quarters, written as lines: "2024 A 10 12 14 11"; a dash leaves a quarter out."""


def quarterly(text: str) -> list[str]:
    """Return the rows of a small series: one for each quarter of each line."""
    rows = []
    for line in text.strip().splitlines():
        year, code, *levels = line.split()
        cells = enumerate(levels, 1)
        rows += [f"{year}-Q{number} {code} {level}" for number, level in cells if level != "-"]
    return rows
