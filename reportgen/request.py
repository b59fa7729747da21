"""What is asked of a run, and the editions that it names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.briefing import Locale

STATUSES = ("draft", "embargo", "final")
FORMATS = ("pdf", "docx")
LANGUAGES: Mapping[str, tuple[Locale, ...]] = {"fr": ("fr",), "en": ("en",), "fr-en": ("fr", "en")}


@dataclass(frozen=True, slots=True)
class Edition:
    """One document asked for."""

    audience: str
    language: str
    format: str

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The languages of its parts, in order."""
        return LANGUAGES[self.language]


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
