"""What a language is to the program: one record, which every other room reads.

Numbers, month names, lists and plurals come from Babel by the record's tag. The record says the
rest; mypy names each field that a new one lacks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypedDict

NBSP, NNBSP, MINUS = "\u00a0", "\u202f", "\u2212"

# A key of LANGUAGES. A Literal of the codes would be a second list of languages; a code without a
# record raises KeyError at its first word.
Locale = str

# What prose rounds a share to; a record names them in this order.
NAMED_FRACTIONS = (
    *(Fraction(1, 4), Fraction(1, 3), Fraction(2, 5), Fraction(1, 2), Fraction(3, 5)),
    *(Fraction(2, 3), Fraction(3, 4), Fraction(4, 5), Fraction(9, 10)),
)
FractionNames = tuple[str, str, str, str, str, str, str, str, str]

Approximator = Literal["nearly", "just_over", "about", "more_than"]
Preposition = Literal["of", "to", "by", "by_how_much", "that"]


class Approximators(TypedDict):
    """The words before a round figure."""

    nearly: str
    just_over: str
    about: str
    more_than: str


class Prepositions(TypedDict):
    """The words before a noun, and before the size of a change."""

    of: str
    to: str
    by: str
    by_how_much: str
    that: str


@dataclass(frozen=True, slots=True)
class PeriodNames:
    """Names of one kind of period, with places for {year}, {index}, {ordinal}, {count}, {month}.

    `short` stands in tables, where {month} is abbreviated; `phrase` is {long} as it stands after a
    preposition; `during` is the preposition that says when.
    """

    short: str
    long: str
    phrase: str
    during: str
    ordinals: tuple[str, ...] = ()


class Calendar(TypedDict):
    """The names of every kind of period."""

    year: PeriodNames
    half: PeriodNames
    quarter: PeriodNames
    month: PeriodNames
    cumulative: PeriodNames


Meaning = Literal[
    "approximator",
    "basis",
    "count",
    "direction",
    "fraction",
    "movement",
    "negation",
    "period",
    "rank",
    "status",
    "strength",
    "unit",
]
# Patterns by their values, which are of no language. Of two that fit at one place the first counts:
# longer turns come first.
Meanings = tuple[tuple[Meaning, Mapping[str, str]], ...]


@dataclass(frozen=True, slots=True)
class ProofWords:
    """The words that say something about a figure, by what they mean.

    Kept apart from what the program writes: they judge a text, whoever wrote it. `with_digits` are
    read before numbers; `marks` are the signs that follow a figure; `contrasts` part the clauses
    of a sentence.
    """

    with_digits: Meanings
    meanings: Meanings
    marks: str
    contrasts: str


@dataclass(frozen=True, slots=True)
class NounForms:
    """How one language names a segment, a group or the total.

    `short` is the code as printed ("ITO"), `label` the full name ("externalisation informatique"),
    `detail` two words for charts ("informatique"), `expansion` what the acronym stands for.
    Gender, number, elision and article are those of `short` where it is a noun, of `label` where
    it is an acronym. `article`: "none" in French ("Taïwan"), "the" in English ("the Gulf").
    """

    short: str
    label: str
    detail: str = ""
    expansion: str = ""
    gender: Literal["m", "f"] = "m"
    number: Literal["s", "p"] = "s"
    elides: bool = False
    article: Literal["", "none", "the"] = ""


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun with its gender and number; acronyms take no article in English, `bare` ones never."""

    noun: str
    language: "Language"
    feminine: bool = False
    plural: bool = False
    elides: bool = False
    article: bool = True
    bare: bool = False

    @property
    def the(self) -> str:
        """Return "le CRM", "l’ITO", "les exportations", "Taïwan"; "the total", "ITO"."""
        return self.noun if self.bare else self.language.the(self)

    def after(self, preposition: Preposition) -> str:
        """Return "du CRM", "à l’ITO", "par les exportations", "que le total"; "of CRM"."""
        return self.language.preposed(self.language.prepositions[preposition], self.the)

    @property
    def pronoun(self) -> str:
        """Return "il", "elles"; "it", "they"."""
        return self.language.pronouns[self.feminine + 2 * self.plural]

    @property
    def tonic(self) -> str:
        """Return "lui", "eux", "elle", "elles"; "it", "them"."""
        return self.language.tonic_pronouns[self.feminine + 2 * self.plural]

    def agree(self, masculine: str, feminine: str = "") -> str:
        """Return an adjective or participle in the noun's gender and number.

        `feminine` serves where it is more than the masculine and an e ("premier", "première").
        """
        return self.language.agreed(self, masculine, feminine)

    def does(self, infinitive: str) -> str:
        """Return the present of a verb: "recule", "se maintiennent"; raises KeyError if unknown."""
        return self.language.present[infinitive][self.plural]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """All that one language decides."""

    tag: str  # BCP 47: the language of files, and of Babel's data
    windows_id: str  # the hexadecimal identifier in the number formats of a workbook
    list_separator: str  # between the arguments of a formula in an office program
    typography: tuple[tuple[str, str], ...]  # patterns and replacements, applied in turn

    percent_sign: str  # with the space before it
    points: tuple[str, str]  # the unit of percentage points, singular and plural
    scales: Mapping[int, tuple[str, str]]  # names of powers of ten, singular and plural
    money: Callable[[str, str, str], str]  # of digits, scale and currency, each of which may be ""
    money_unit: Callable[[str, str], str]  # of scale and currency
    counted: Callable[[str, str, str], str]  # of digits, scale and what is counted
    currency_is_optional: bool  # where a sentence has named it before
    range: str  # of {low} and {high}
    between: str  # of {low} and {high}, in prose
    range_has_one_unit: bool  # "0,2 à 1,1 %", not "0.2% to 1.1%"
    approximators: Approximators
    fractions: FractionNames  # without preposition

    calendar: Calendar
    numerals: tuple[str, ...]  # one to twelve
    exhibits_are_names: bool  # "(Figure 2)", not "(figure 2)", within a sentence

    nouns_take_article: bool  # "les exportations", but "exports"
    total: str  # what a series is called whose package has no noun for it
    the: Callable[[NounPhrase], str]
    elides: Callable[[str], bool]  # whether a word before this one loses its vowel
    preposed: Callable[[str, str], str]  # a preposition and a phrase, contracted
    prepositions: Prepositions
    repeats_preposition: bool  # "de l’ITO et du CRM", not "of ITO and CRM"
    pronouns: tuple[str, str, str, str]  # he, she, they, they (feminine)
    tonic_pronouns: tuple[str, str, str, str]
    agreed: Callable[[NounPhrase, str, str], str]
    present: Mapping[str, tuple[str, str]]  # of verbs by infinitive: third person

    proof_words: ProofWords
