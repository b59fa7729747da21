"""What changed words say of figures: judged by the rebuilt ledger, which nobody can have forged."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reportgen.briefing import Locale
from reportgen.dataset import Dataset
from reportgen.judge.carried import CarriedLedger, CarriedPassage
from reportgen.judge.tokens import Token, Vocabulary, tokens_of, vocabulary_of
from reportgen.l10n import LANGUAGES
from reportgen.redline.model import Verdict
from reportgen.redline.text import UNSEEN, plain, seen

# Places of a ledger that nobody words anew.
_FIXED = ("publisher", "status", "theme", "subtitle", "running header", "watermark", "source",
          ", header", "title page")  # fmt: skip
_NUMERIC = frozenset({"number", "fraction", "unit", "currency"})
_WORDY = frozenset({"direction", "movement", "strength", "negation", "rank"})
_MARKS = frozenset({"status", "mark", "count"})
_SOURCE = re.compile(r"Sources? ?: (?P<name>[^,.(]+)")
_LONG = 12  # characters by which a passage is found inside another one


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be said of words that took the place of others."""

    verdict: Verdict
    fails: bool
    why: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True)
class _Said:
    """A token; `claim` is what stands behind it where it belongs to a proven figure."""

    token: Token
    claim: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Reads passages with the words of a series; `names` are those of sources and publisher."""

    passages: Mapping[str, CarriedPassage]
    vocabularies: Mapping[Locale, Vocabulary]
    subjects: re.Pattern[str]
    names: frozenset[str]
    first: Locale

    def judged(self, old: str, new: str, near: str = "") -> Judgement:
        """Return the verdict on words that took the place of others; either may be empty.

        `near` is a passage beside them, by which their language is known.
        """
        passage = self._passage(old or near)
        if added := Counter(UNSEEN.findall(new)) - Counter(UNSEEN.findall(old)):
            signs = ", ".join(sorted(f"U+{ord(sign):04X}" for sign in added))
            return Judgement("hidden", True, f"signs that cannot be seen: {signs}")
        locale = passage.locale if passage else self.first
        before = self._read(old, locale, passage if old else None)
        after = self._read(new, locale, None)
        about_series = bool(self.subjects.search(plain(new or old)))
        if fault := _fault(before.tokens, after.tokens, about_series):
            return fault
        if sorted(before.unread) != sorted(after.unread):
            return Judgement("unproven figure", True, "its digits are others")
        gone = next((n for n in self.names if n in plain(old) and n not in plain(new)), "")
        if gone:
            return Judgement("source or status altered", True, f"{gone} is no longer named")
        if old and passage and passage.place.endswith(_FIXED):
            what = passage.place.rpartition(": ")[2]
            return Judgement("source or status altered", True, f"the tool writes the {what}")
        bears = bool(passage and passage.figures and old and new)
        return Judgement("unproven wording" if bears or not old else "wording", False)

    def leans(self, text: str) -> bool:
        """Return whether a text has figures of what only the words around it name."""
        passage = self.passages.get(plain(text))
        return bool(passage and passage.figures and not self.subjects.search(plain(text)))

    def _passage(self, text: str) -> CarriedPassage | None:
        """The passage that a text is, or that stands in it."""
        asked = plain(text)
        if asked in self.passages:
            return self.passages[asked]
        inside = (p for said, p in self.passages.items() if len(said) > _LONG and said in asked)
        return next((passage for passage in inside if passage.figures), None)

    def _read(self, text: str, locale: Locale, passage: CarriedPassage | None) -> "_Read":
        figures = passage.figures if passage and plain(passage.text) == plain(text) else ()
        shown = text if figures else seen(text)
        tokens = [
            _Said(token, next((f.claim for f in figures if f.at <= token.start < f.end), ""))
            for token in tokens_of(shown, self.vocabularies[locale])
        ]
        return _Read(shown, tokens)


@dataclass(frozen=True, slots=True)
class _Read:
    """A text as its letters look, with its tokens."""

    text: str
    tokens: Sequence[_Said]

    @property
    def unread(self) -> Iterator[str]:
        """The digits that no token holds."""
        spans = [(each.token.start, each.token.end) for each in self.tokens]
        for found in re.finditer(r"\d+", self.text):
            if not any(start <= found.start() < end for start, end in spans):
                yield found.group()


def reading_of(ledger: CarriedLedger, dataset: Dataset) -> Reading:
    """Return what reads changed passages beside a ledger and the names of its dataset."""
    passages: dict[str, CarriedPassage] = {}
    names: set[str] = set()
    for passage in ledger.passages:
        text = plain(passage.text)
        passages.setdefault(text, passage)
        names |= {text} if passage.place.endswith("publisher") else set()
        names |= {found["name"].strip() for found in _SOURCE.finditer(text)}
    forms = (form for entity in dataset.entities for form in entity.forms.values())
    subjects = {plain(name) for form in forms for name in (form.short, form.label) if name}
    return Reading(
        passages=passages,
        vocabularies={locale: vocabulary_of(dataset, locale) for locale in LANGUAGES},
        subjects=re.compile(rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, sorted(subjects)))})(?!\w)"),
        names=frozenset(names),
        first=ledger.locales[0],
    )


def _fault(before: Sequence[_Said], after: Sequence[_Said], has_subject: bool) -> Judgement | None:
    """The first thing that words say of figures otherwise than those they took the place of."""
    numeric = any(said.token.kind in _NUMERIC for said in (*before, *after))
    if not numeric:
        kinds = _MARKS | (_WORDY if has_subject else frozenset())
        if before and _subjects(after) - _subjects(before):
            kinds |= {"subject"}
        before, after = ([each for each in said if each.token.kind in kinds]
                         for said in (before, after))  # fmt: skip
    mine, theirs = _meanings(before), _meanings(after)
    if mine == theirs or _settled(before) == _settled(after):
        return None
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for kind, low, high, begin, end in matcher.get_opcodes():
        if kind != "equal":
            return _judged(before[low:high], after[begin:end])
    return None


def _subjects(said: Iterable[_Said]) -> set[str]:
    return {each.token.value for each in said if each.token.kind == "subject"}


def _settled(said: Iterable[_Said]) -> list[tuple[str, str]]:
    """The meanings of a sentence of one period, which may be named first or last."""
    meanings = _meanings(said)
    periods = {each for each in meanings if each[0] == "period" or _is_year(each)}
    return sorted(periods) + [e for e in meanings if e not in periods or len(periods) > 1]


def _is_year(meaning: tuple[str, str]) -> bool:
    return meaning[0] == "number" and bool(re.fullmatch("(?:19|20)[0-9]{2}", meaning[1]))


def _meanings(said: Iterable[_Said]) -> list[tuple[str, str]]:
    return [each.token.meaning for each in said]


def _judged(gone: Sequence[_Said], come: Sequence[_Said]) -> Judgement:
    for old, new in zip(gone, come, strict=False):
        if old.token.meaning != new.token.meaning:
            kinds = {old.token.kind, new.token.kind}
            why = f"“{new.token.text}” stands for “{old.token.text}”"
            verdict: Verdict = "direction" if kinds & _WORDY else "contradicts the data"
            return Judgement(verdict, True, why, old.claim)
    lost, added = gone[len(come) :], come[len(gone) :]
    if lost:
        marked = any(said.token.kind in _MARKS for said in lost)
        verdict = "source or status altered" if marked else "contradicts the data"
        claim = next((said.claim for said in lost if said.claim), "")
        return Judgement(verdict, True, f"{_quoted(lost)} is no longer said", claim)
    wordy = all(said.token.kind in _WORDY for said in added)
    return Judgement(
        "direction" if wordy else "unproven figure", True,
        f"no figure of the data stands behind {_quoted(added)}",
    )  # fmt: skip


def _quoted(said: Iterable[_Said]) -> str:
    return ", ".join(f"“{each.token.text}”" for each in said)
