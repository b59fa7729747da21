"""Editorial notes: attributed statements that no figure proves, guarded by a claim and a date."""

from collections.abc import Callable, Mapping
from pathlib import Path

from reportgen.briefing import Locale
from reportgen.claims import Findings
from reportgen.compose.misuse import MisuseError
from reportgen.compose.tokens import unproven
from reportgen.errors import Problem, TemplateError, did_you_mean
from reportgen.period import parse_period
from reportgen.resources import read_toml

_NEEDED = ("series", "until", "source", "fr", "en")


def editorial_notes(findings: Findings, locale: Locale, own: Path | None) -> Callable[[str], str]:
    """Return a function from a note's name to its text, void where its guard does not hold.

    A note holds for its own series, until its last data period, and while its claim moves in the
    direction that it explains. Raises TemplateError on a malformed file.
    """
    path, notes = read_toml("editorial.toml", own)

    def text_of(name: str) -> str:
        if name not in notes:
            raise MisuseError(f'no editorial note named "{name}"', did_you_mean(name, list(notes)))
        note = notes[name]
        lacking = [key for key in _NEEDED if key not in note]
        if lacking:
            raise TemplateError(Problem(str(path), f"[{name}] lacks {', '.join(lacking)}"))
        try:
            return note[locale] if _holds(note, findings) else unproven(note[locale])
        except ValueError as error:
            raise TemplateError(Problem(str(path), f"[{name}] until: {error}")) from error

    return text_of


def _holds(note: Mapping[str, str], findings: Findings) -> bool:
    if note["series"] != findings.dataset.name:
        return False
    if parse_period(note["until"]).end < findings.vantage.end:
        return False
    if "claim" not in note:
        return True
    claim = findings.by_key.get(note["claim"])
    if not claim:
        return False
    return claim.direction == note.get("direction", claim.direction)
