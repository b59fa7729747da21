"""Editorial notes: attributed statements that no figure proves, guarded by a claim and a date."""

from collections.abc import Iterator
from pathlib import Path

from reportgen.claims import ClaimSet
from reportgen.compose.catalogue import Statement, catalogue_of, catalogue_texts
from reportgen.errors import Problem, TemplateError
from reportgen.period import parse_period

_NEEDED = ("series", "until", "source")


def holds(note: Statement, claims: ClaimSet) -> bool:
    """Return whether a note may be said.

    It holds for its own series, until its last data period, and while its claim moves in the
    direction that it explains. Raises TemplateError where its guard lacks something.
    """
    lacking = [key for key in _NEEDED if key not in note.guard]
    if lacking:
        raise TemplateError(Problem(note.where, f"the note lacks {', '.join(lacking)}"))
    return note.guard["series"].text == claims.dataset.name and not _objection(note, claims)


def left_out(claims: ClaimSet, templates_dir: Path | None) -> Iterator[str]:
    """Yield, for each note of the series that may not be said, its name and why not."""
    for note in catalogue_of(catalogue_texts(templates_dir)).values():
        series = note.guard.get("series")
        if series and series.text == claims.dataset.name and (why := _objection(note, claims)):
            yield f"{note.where}: {note.name} is left out: {why}"


def _objection(note: Statement, claims: ClaimSet) -> str:
    """Why a note may not be said, "" where it may."""
    until = note.guard["until"]
    try:
        last = parse_period(until.text)
    except ValueError as error:
        raise TemplateError(Problem(until.where, f"until: {error}")) from error
    if last.end < claims.vantage.end:
        return f"it holds until {until.text}"
    if "claim" not in note.guard:
        return ""
    name = note.guard["claim"].text
    claim = claims.by_name.get(name)
    if not claim:
        return f"{name} cannot be claimed"
    wanted = note.guard["direction"].text if "direction" in note.guard else claim.direction
    return "" if claim.direction == wanted else f"{name} does not go {wanted}"
