"""Noun phrases of one locale, typed: articles, contractions, elision, agreement, lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.briefing import Locale
from reportgen.dataset import Entity, NounForms

_AND: dict[Locale, str] = {"fr": " et ", "en": " and "}


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun with its gender and number; acronyms take no article in English."""

    noun: str
    locale: Locale
    feminine: bool = False
    plural: bool = False
    elides: bool = False
    article: bool = True

    @property
    def the(self) -> str:
        """ "le CRM", "l’ITO", "les exportations"; "the total", "ITO"."""
        if self.locale == "en":
            return f"the {self.noun}" if self.article else self.noun
        if self.plural:
            return f"les {self.noun}"
        if self.elides:
            return f"l’{self.noun}"
        return f"{'la' if self.feminine else 'le'} {self.noun}"

    @property
    def of(self) -> str:
        """ "du CRM", "de l’ITO", "des exportations"; "of CRM"."""
        return f"of {self.the}" if self.locale == "en" else _contracted("de", self.the)

    @property
    def to(self) -> str:
        """ "au CRM", "à l’ITO", "aux exportations"; "to CRM"."""
        return f"to {self.the}" if self.locale == "en" else _contracted("à", self.the)

    @property
    def by(self) -> str:
        """ "par le CRM"; "by CRM"."""
        return f"{'by' if self.locale == 'en' else 'par'} {self.the}"

    @property
    def that(self) -> str:
        """ "que le CRM"; "that CRM"."""
        return f"{'that' if self.locale == 'en' else 'que'} {self.the}"

    @property
    def pronoun(self) -> str:
        """ "il", "elles"; "it", "they"."""
        if self.locale == "en":
            return "they" if self.plural else "it"
        return ("elle" if self.feminine else "il") + ("s" if self.plural else "")

    @property
    def tonic(self) -> str:
        """ "lui", "eux", "elle", "elles"."""
        if self.feminine:
            return self.pronoun
        return "eux" if self.plural else "lui"

    @property
    def that_pronoun(self) -> str:
        """ "qu’il", "qu’elles"; "that it"."""
        return f"that {self.pronoun}" if self.locale == "en" else f"qu’{self.pronoun}"

    def agree(self, masculine: str, feminine: str = "") -> str:
        """Return an adjective or participle in the noun's gender and number."""
        word = (feminine or f"{masculine}e") if self.feminine else masculine
        if masculine.endswith("e") and not feminine:
            word = masculine
        return word + "s" if self.plural and not word.endswith(("s", "x")) else word


def noun_phrase(forms: NounForms, locale: Locale, label: bool = False) -> NounPhrase:
    """Return the phrase of an entity: its acronym, or with `label` its full name.

    Acronyms are masculine in French (the house's choice); the package's gender is the label's.
    """
    if label:
        vowel = forms.label[0].lower() in "aeiouyéèêàâîôûh"
        feminine, plural = forms.gender == "f", forms.number == "p"
        return NounPhrase(forms.label, locale, feminine, plural, vowel, article=False)
    return NounPhrase(forms.short, locale, elides=forms.elides, article=False)


def entity_phrase(entity: Entity, locale: Locale) -> NounPhrase:
    """Return the noun phrase of a segment's acronym."""
    return noun_phrase(entity.forms[locale], locale)


def listed(items: Sequence[str], locale: Locale) -> str:
    """Return "a, b et c" or "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + _AND[locale] + items[-1]


def raised(text: str) -> str:
    """Return the text with its first letter as a capital; accents stay."""
    return text[:1].upper() + text[1:]


def _contracted(preposition: str, phrase: str) -> str:
    article, _, noun = phrase.partition(" ")
    forms = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}
    joined = forms.get((preposition, article))
    return f"{joined} {noun}" if joined else f"{preposition} {phrase}"
