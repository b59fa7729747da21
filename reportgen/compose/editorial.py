"""Editorial notes: attributed statements that no figure proves, guarded by a claim and a date."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from reportgen.briefing import Locale
from reportgen.claims import ClaimSet
from reportgen.compose.markdown import TemplateFault, unproven
from reportgen.errors import Problem, TemplateError, did_you_mean
from reportgen.l10n import LANGUAGES
from reportgen.period import parse_period
from reportgen.resources import read_toml

_NEEDED = ("series", "until", "source")


def editorial_notes(
    claims: ClaimSet, locale: Locale, templates_dir: Path | None
) -> Callable[[str], str]:
    """Return a function from a note's name to its text, void where its guard does not hold.

    A note holds for its own series, until its last data period, and while its claim moves in the
    direction that it explains. Raises TemplateError on a malformed file.
    """
    path, notes = read_toml("editorial.toml", templates_dir)

    def text_of(name: str) -> str:
        if name not in notes:
            raise TemplateFault(
                f'no editorial note named "{name}"', did_you_mean(name, list(notes))
            )
        note = notes[name]
        lacking = [key for key in (*_NEEDED, *LANGUAGES) if key not in note]
        if lacking:
            raise TemplateError(Problem(str(path), f"[{name}] lacks {', '.join(lacking)}"))
        try:
            return note[locale] if _holds(note, claims) else unproven(note[locale])
        except ValueError as error:
            raise TemplateError(Problem(str(path), f"[{name}] until: {error}")) from error

    return text_of


def left_out(claims: ClaimSet, templates_dir: Path | None) -> Iterator[str]:
    """Yield, for each note of the series that may not be said, its name and why not."""
    path, notes = read_toml("editorial.toml", templates_dir)
    for name, note in notes.items():
        if note.get("series") == claims.dataset.name and (why := _objection(note, claims)):
            yield f"{path.name}: [{name}] is left out: {why}"


def _holds(note: Mapping[str, str], claims: ClaimSet) -> bool:
    return note["series"] == claims.dataset.name and not _objection(note, claims)


def _objection(note: Mapping[str, str], claims: ClaimSet) -> str:
    """Why a note may not be said, "" where it may."""
    if parse_period(note["until"]).end < claims.vantage.end:
        return f"it holds until {note['until']}"
    if "claim" not in note:
        return ""
    claim = claims.by_name.get(note["claim"])
    if not claim:
        return f"{note['claim']} cannot be claimed"
    wanted = note.get("direction", claim.direction)
    return "" if claim.direction == wanted else f"{claim.name} does not go {wanted}"
