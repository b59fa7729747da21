"""Editorial notes: attributed statements that no figure proves, guarded by a claim and a date."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from reportgen.briefing import Locale
from reportgen.claims import Findings
from reportgen.errors import Problem, TemplateError
from reportgen.period import parse_period
from reportgen.resources import find


def editorial_notes(
    findings: Findings, locale: Locale, own: Path | None
) -> Callable[[str], str | None]:
    """Return a function from a note's name to its text, None where its guard does not hold.

    A note holds for its own series, until its last data period, and while its claim moves in the
    direction that it explains. Raises TemplateError on a malformed file.
    """
    path = find("editorial.toml", own)
    if path is None:
        return lambda _: None
    try:
        notes = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(Problem(str(path), str(error))) from error

    def text_of(name: str) -> str | None:
        note = notes.get(name)
        if note is None:
            raise TemplateError(Problem(str(path), f'no editorial note named "{name}"'))
        lacking = [key for key in ("series", "until", "source", "fr", "en") if key not in note]
        if lacking:
            raise TemplateError(Problem(str(path), f"[{name}] lacks {', '.join(lacking)}"))
        if (
            note["series"] != findings.dataset.name
            or parse_period(note["until"]) < findings.vantage
        ):
            return None
        if "claim" in note:
            claim = findings.by_key.get(note["claim"])
            if not claim or claim.direction != note.get("direction", claim.direction):
                return None
        return str(note[locale])

    return text_of
