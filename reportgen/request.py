"""What is asked of a run, and the editions that it names."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.l10n import LANGUAGES
from reportgen.l10n.language import Locale

STATUSES = ("draft", "embargo", "final")
FORMATS = ("pdf", "docx")


def language_choices() -> dict[str, tuple[Locale, ...]]:
    """Return the languages of an edition by its name: each alone, then all together ("fr-en")."""
    alone = {locale: (locale,) for locale in LANGUAGES}
    return {**alone, "-".join(LANGUAGES): tuple(LANGUAGES)}


@dataclass(frozen=True, slots=True)
class Edition:
    """One document asked for."""

    audience: str
    language: str
    format: str

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The languages of its parts, in order."""
        return language_choices()[self.language]


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is asked of one run."""

    data: Path | None
    as_of: str | None
    period: str | None
    audiences: tuple[str, ...]
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    status: str
    templates: Path | None
    output: Path
    dry_run: bool = False

    @property
    def editions(self) -> Iterator[Edition]:
        """Each document once, in the order in which it was asked for."""
        for audience in dict.fromkeys(self.audiences):
            for language in dict.fromkeys(self.languages):
                for file_format in dict.fromkeys(self.formats):
                    yield Edition(audience, language, file_format)
