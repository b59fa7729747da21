"""Noun phrases of one locale, typed: articles, contractions, elision, agreement, verbs, lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.briefing import Locale
from reportgen.dataset import TOTAL, Entity, NounForms

_AND: dict[Locale, str] = {"fr": " et ", "en": " and "}

# Spelling does not tell an aspirated h from a mute one: these words do not elide, others do.
_ASPIRATED = "all|andicap|angar|ardware|aricot|ausse|aut|ors|ouille|ub|uit"
_ELIDING = re.compile(rf"[aàâeéèêiîïoôuùûœæ]|y(?![aeiou])|h(?!{_ASPIRATED})", re.IGNORECASE)

_PRESENT: dict[str, tuple[str, str]] = {
    "accélérer": ("accélère", "accélèrent"),
    "s’accroître": ("s’accroît", "s’accroissent"),
    "apparaître": ("apparaît", "apparaissent"),
    "atteindre": ("atteint", "atteignent"),
    "augmenter": ("augmente", "augmentent"),
    "baisser": ("baisse", "baissent"),
    "bondir": ("bondit", "bondissent"),
    "chuter": ("chute", "chutent"),
    "concentrer": ("concentre", "concentrent"),
    "contribuer": ("contribue", "contribuent"),
    "croître": ("croît", "croissent"),
    "devenir": ("devient", "deviennent"),
    "diminuer": ("diminue", "diminuent"),
    "s’élever": ("s’élève", "s’élèvent"),
    "s’établir": ("s’établit", "s’établissent"),
    "être": ("est", "sont"),
    "fléchir": ("fléchit", "fléchissent"),
    "se maintenir": ("se maintient", "se maintiennent"),
    "passer": ("passe", "passent"),
    "perdre": ("perd", "perdent"),
    "progresser": ("progresse", "progressent"),
    "ralentir": ("ralentit", "ralentissent"),
    "réaliser": ("réalise", "réalisent"),
    "rebondir": ("rebondit", "rebondissent"),
    "reculer": ("recule", "reculent"),
    "se redresser": ("se redresse", "se redressent"),
    "refluer": ("reflue", "refluent"),
    "représenter": ("représente", "représentent"),
    "rester": ("reste", "restent"),
    "se retourner": ("se retourne", "se retournent"),
    "suivre": ("suit", "suivent"),
    "tomber": ("tombe", "tombent"),
    "varier": ("varie", "varient"),
}


def elides(word: str) -> bool:
    """Return whether French drops a vowel before a word: "l’ingénierie", "le hub", "le yen"."""
    return _ELIDING.match(word) is not None


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
        """Return "le CRM", "l’ITO", "les exportations"; "the total", "ITO"."""
        if self.locale == "en":
            return f"the {self.noun}" if self.article else self.noun
        if self.plural:
            return f"les {self.noun}"
        if self.elides:
            return f"l’{self.noun}"
        return f"{'la' if self.feminine else 'le'} {self.noun}"

    @property
    def of(self) -> str:
        """Return "du CRM", "de l’ITO", "des exportations"; "of CRM"."""
        return f"of {self.the}" if self.locale == "en" else _contracted("de", self.the)

    @property
    def to(self) -> str:
        """Return "au CRM", "à l’ITO", "aux exportations"; "to CRM"."""
        return f"to {self.the}" if self.locale == "en" else _contracted("à", self.the)

    @property
    def by(self) -> str:
        """Return "par le CRM"; "by CRM"."""
        return f"{'by' if self.locale == 'en' else 'par'} {self.the}"

    @property
    def that(self) -> str:
        """Return "que le CRM"; "that CRM"."""
        return f"{'that' if self.locale == 'en' else 'que'} {self.the}"

    @property
    def pronoun(self) -> str:
        """Return "il", "elles"; "it", "they"."""
        if self.locale == "en":
            return "they" if self.plural else "it"
        return ("elle" if self.feminine else "il") + ("s" if self.plural else "")

    @property
    def tonic(self) -> str:
        """Return "lui", "eux", "elle", "elles"; "it", "them"."""
        if self.locale == "en":
            return "them" if self.plural else "it"
        if self.feminine:
            return self.pronoun
        return "eux" if self.plural else "lui"

    @property
    def that_pronoun(self) -> str:
        """Return "qu’il", "qu’elles"; "that it"."""
        return f"that {self.pronoun}" if self.locale == "en" else f"qu’{self.pronoun}"

    def agree(self, masculine: str, feminine: str = "") -> str:
        """Return an adjective or participle in the noun's gender and number.

        `feminine` serves where it is more than the masculine and an e ("premier", "première").
        """
        if self.locale == "en":
            return masculine
        word = masculine
        if self.feminine:
            word = feminine or masculine.removesuffix("e") + "e"
        return word + "s" if self.plural and not word.endswith(("s", "x")) else word

    def does(self, infinitive: str) -> str:
        """Return the present of a French verb: "recule", "se maintiennent"; KeyError if unknown."""
        return _PRESENT[infinitive][self.plural]


@dataclass(frozen=True, slots=True)
class Coordination:
    """Several noun phrases as one; French repeats the preposition, English does not."""

    phrases: tuple[NounPhrase, ...]
    locale: Locale

    @property
    def the(self) -> str:
        """Return "le BPO et l’ESO"; "BPO and ESO"."""
        return listed([phrase.the for phrase in self.phrases], self.locale)

    @property
    def of(self) -> str:
        """Return "du BPO et de l’ESO"; "of BPO and ESO"."""
        if self.locale == "en":
            return f"of {self.the}"
        return listed([phrase.of for phrase in self.phrases], self.locale)

    @property
    def to(self) -> str:
        """Return "au BPO et à l’ESO"; "to BPO and ESO"."""
        if self.locale == "en":
            return f"to {self.the}"
        return listed([phrase.to for phrase in self.phrases], self.locale)


def noun_phrase(forms: NounForms, locale: Locale, label: bool = False) -> NounPhrase:
    """Return the phrase of an entity: its acronym, or with `label` its full name.

    Acronyms are masculine in French (the house's choice); the package's gender is the label's.
    """
    if label:
        feminine, plural = forms.gender == "f", forms.number == "p"
        return NounPhrase(forms.label, locale, feminine, plural, elides(forms.label), article=False)
    return NounPhrase(forms.short, locale, elides=forms.elides, article=False)


def entity_phrase(entity: Entity, locale: Locale) -> NounPhrase:
    """Return the noun phrase of a segment's acronym, or of the total: "the total"."""
    forms = entity.forms[locale]
    if entity.code == TOTAL:
        return replace(noun_phrase(forms, locale, label=True), article=True)
    return noun_phrase(forms, locale)


def listed(items: Sequence[str], locale: Locale) -> str:
    """Return "a, b et c" or "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + _AND[locale] + items[-1]


def lowered(text: str) -> str:
    """Return the text with a small first letter, as after a colon; acronyms keep theirs."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def raised(text: str) -> str:
    """Return the text with its first letter as a capital; accents stay."""
    return text[:1].upper() + text[1:]


def _contracted(preposition: str, phrase: str) -> str:
    article, _, noun = phrase.partition(" ")
    forms = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}
    joined = forms.get((preposition, article))
    return f"{joined} {noun}" if joined else f"{preposition} {phrase}"
