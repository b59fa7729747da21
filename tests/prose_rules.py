"""What every text of a briefing keeps to, whatever the data: form, direction, repetition."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from oracle import Sentence, body, clauses, normalise, oracle, scopes, told, told_twice, untrue

from reportgen.briefing import Chart, Locale, Part, Printed, Table, plain
from reportgen.claims import Claim, ClaimSet
from reportgen.l10n import calendar
from reportgen.measure import Measure
from reportgen.period import Period, parse_period

_BANDS = {"year_on_year": ("0.5", "2", "10", "25"), "quarter_on_quarter": ("1", "4", "15", "30")}
_STRENGTHS = ("stable", "slight", "moderate", "strong", "sharp")
_FORM = {
    "a zero with a sign": r"[-+] ?0(?:[.,]0+)?(?![\d.,]*\d)",
    "a doubled space": r"  |^ | $",
    "a mark that leads nowhere": r" [,.](?!\d)|\( | \)|\(\)|[,;:(] ?[,;.)]|\.\.|\. ?[,;:]",
    "a word twice": r"(?i)\b([^\W\d]+) \1\b",
    "a connector that leads nowhere": (
        r"(?i)\b(?:et|ou|de|du|à|au|en|par|avec|soit|puis|mais|le|la|les|un|une"
        r"|and|or|of|to|by|with|at|in|from|but|then|the|a)(?:[.,;:)]|$)"
        r"|\b(?:de|du|au|par|of|by|from|in|to) (?:de|du|au|par|et|of|by|from|in|and)\b"
    ),
    "a private character": r"[\ue000-\uf8ff]",
}
_MORE: dict[Locale, Mapping[str, str]] = {
    "fr": {"up": r"de plus\b", "down": r"de moins\b"},
    "en": {
        "up": r"% (more|higher|above)|more than a year",
        "down": r"% (less|lower|below)|less than a year",
    },
}
# "Growth" names what is measured here, whichever way it goes.
_NOTION = re.compile(r"\b(?:(?:total|overall|of|to) growth|growth (?:of|in) the total)\b")
_VERBS: dict[Locale, Mapping[str, str]] = {
    "fr": {
        "augmenter": "augmente(nt)?",
        "apporter": "apporte(nt)?",
        "atteindre": "attei(nt|gnent)",
        "baisser": r"(?<!\bla )(?<!\bune )(?<!\ben )(?<!\bcette )baisse|baissent",
        "bondir": "bondi(t|ssent)",
        "céder": "cède(nt)?",
        "chuter": r"(?<!\bla )(?<!\bune )(?<!\ben )chute|chutent",
        "concentrer": "concentre(nt)?",
        "coûter": "coûte(nt)?",
        "croître": "croît|croissent",
        "demeurer": "demeure(nt)?",
        "devenir": "devien(t|nent)",
        "diminuer": "diminue(nt)?",
        "dominer": "domine(nt)?",
        "s'effondrer": "s'effondre(nt)?",
        "s'élever": "s'élève(nt)?",
        "s'envoler": "s'envole(nt)?",
        "s'établir": "s'établi(t|ssent)",
        "fléchir": "fléchi(t|ssent)",
        "freiner": "freine(nt)?",
        "maintenir": "maintien(t|nent)",
        "monter": "monte(nt)?",
        "passer": "passe(nt)?",
        "perdre": "perd(ent)?",
        "plonger": "plonge(nt)?",
        "prendre": "pren(d|nent)",
        "progresser": "progresse(nt)?",
        "réaliser": "réalise(nt)?",
        "reculer": "recule(nt)?",
        "refluer": "reflue(nt)?",
        "remonter": "remonte(nt)?",
        "représenter": "représente(nt)?",
        "rester": r"(?<!\ble )reste|restent",
        "retirer": "retire(nt)?",
        "suivre": "sui(t|vent)",
        "tomber": "tombe(nt)?",
        "toucher": "touche(nt)?",
        "varier": "varie(nt)?",
    },
    "en": {
        "account": "account(s|ed)?",
        "add": "add(s|ed)",
        "amount": "amounted",
        "climb": "climb(s|ed)",
        "come": "came|comes",
        "cost": "costs?",
        "decline": "declined",
        "dominate": "dominated?",
        "drop": "dropped",
        "earn": "earn(s|ed)",
        "ease": "eased",
        "edge": "edged",
        "fall": "fell",
        "follow": "followed",
        "go": "went|goes",
        "grow": "grew",
        "hit": "hit",
        "hold": "held|holds",
        "increase": "increased",
        "jump": "jumped",
        "make up": "made up|makes? up",
        "plunge": "plunged",
        "reach": "reached",
        "remain": "remain(s|ed)?",
        "rise": "rose",
        "slump": "slumped",
        "stand": "stood|stands",
        "surge": "surged",
        "take": "took|takes?",
    },
}

_LEVEL = ("stable", "stable_at_zero", "unchanged")
_TAKEAWAYS: dict[Locale, Mapping[str, str]] = {
    "fr": {"progresse": "up", "recule": "down", "est stable": "stable", "marque un palier": "up"},
    "en": {"rises": "up", "falls": "down", "is stable": "stable", "levels off": "up"},
}


def all_faults(part: Part, findings: ClaimSet) -> list[str]:
    """Return what a part does against the rules: the rule, the language, the sentence."""
    sentences = list(body(part))
    rules = rules_of(findings)
    found = [fault for sentence in sentences for fault in _form(sentence)]
    found += [fault for sentence in sentences for fault in untrue(sentence, rules)]
    found += told_twice(sentences, rules)
    found += [fault for sentence in sentences for fault in _directions(sentence)]
    found += [fault for sentence in sentences for fault in _paces(sentence)]
    found += [fault for pair in pairwise(sentences) for fault in _repeated(*pair)]
    headlines = (sentence for sentence in sentences if sentence.is_headline)
    found += [fault for line in headlines for fault in _headline(line, findings)]
    return found + list(_takeaways(part, findings))


def _form(sentence: Sentence) -> Iterator[str]:
    for rule, pattern in _FORM.items():
        if re.search(pattern, sentence.text):
            yield told(rule, sentence)
    for pattern in oracle()["global_forbid"][sentence.locale]:
        if re.search(pattern, sentence.text, re.IGNORECASE):
            yield told(f"never said: {pattern}", sentence)
    if not sentence.is_headline and not re.search(r"[^.]\.$", sentence.text):
        yield told("no single stop at its end", sentence)
    # A note may be a legend, which begins with the mark that it explains.
    if sentence.place != "note" and not re.match(r"[^\W_a-zà-ÿ]", sentence.text):
        yield told("no capital at its beginning", sentence)


def _directions(sentence: Sentence) -> Iterator[str]:
    """Yield the words that turn a printed change round: a nil change has no direction."""
    for clause in clauses(sentence):
        for figure, scope in scopes(clause):
            if figure.is_change:
                yield from (
                    told(f"{figure.printed.text} is not {way}", sentence)
                    for way in _ways(scope.text, scope.locale)
                    if way != _printed_way(figure.printed)
                )


def _paces(sentence: Sentence) -> Iterator[str]:
    """Yield the gaps in points between rates over periods of different lengths."""
    for figure in sentence.figures:
        indicator, _, *periods = figure.claim.split("/")
        if indicator == "ACCELERATION" and len({parse_period(name).kind for name in periods}) > 1:
            yield told("a half against a year", sentence)


def _ways(text: str, locale: Locale) -> Iterator[str]:
    text = _NOTION.sub("", text)
    for way in ("up", "down"):
        if re.search(f"{oracle()['words'][way][locale]}|{_MORE[locale][way]}", text, re.IGNORECASE):
            yield way


def _printed_way(figure: Printed) -> str:
    if not re.search("[1-9]", figure.text):
        return "nil"
    return "up" if figure.measure.value > 0 else "down"


def _repeated(one: Sentence, other: Sentence) -> Iterator[str]:
    if one.block == other.block:
        for verb in sorted(_verbs(one) & _verbs(other)):
            yield told(f"{verb} again", replace(other, text=f"{one.text} {other.text}"))


def _verbs(sentence: Sentence) -> set[str]:
    forms = _VERBS[sentence.locale].items()
    return {verb for verb, form in forms if re.search(rf"(?i)\b(?:{form})\b", sentence.text)}


def rules_of(findings: ClaimSet) -> dict[str, str]:
    """Return the rule of the oracle that each rate of change falls under, by its claim."""
    rates = (c for c in findings.every if c.indicator in ("GROWTH", "TRAILING_4Q_GROWTH"))
    judged = {claim.name: _rule(claim) for claim in rates}
    return {name: rule for name, rule in judged.items() if rule}


def _rule(claim: Claim) -> str:
    if claim.reason == "tiny_base":
        return "tiny_base"
    if not claim or claim.evidence is None:
        return ""
    return _verdict(claim.evidence, claim.period, claim.base_period)


def _verdict(rate: Measure, now: Period, base: Period | None) -> str:
    """The band of both ends as they print with one decimal; else the direction alone."""
    if rate.low == rate.high == 0:
        return "unchanged"
    consecutive = now.kind == "quarter" and base == now.previous
    edges = _BANDS["quarter_on_quarter" if consecutive else "year_on_year"]
    low, high = (_band(end, edges) for end in (rate.low, rate.high))
    way = "up" if rate.value > 0 else "down"
    if low != high:
        return way
    if low == "stable":
        return low if _tenths(rate.value) else "stable_at_zero"
    return f"{low}_{way}"


def _band(end: Fraction, edges: tuple[str, ...]) -> str:
    return _STRENGTHS[sum(abs(_tenths(end)) >= Decimal(edge) for edge in edges)]


def _tenths(number: Fraction) -> Decimal:
    """The number as it prints: one decimal, halves away from zero."""
    tenths = abs(number) * 10 + Fraction(1, 2)
    return Decimal(tenths.numerator // tenths.denominator) / 10 * (1 if number > 0 else -1)


def _headline(line: Sentence, findings: ClaimSet) -> Iterator[str]:
    """Yield the directions told without a figure that no change of its subject bears out."""
    wordy = " , ".join(
        clause.text
        for clause in clauses(line)
        if not any(figure.is_change for figure in clause.figures)
    )
    ways = set(_ways(wordy, line.locale))
    if re.search(r"(?i)\b(stable|flat)\b", wordy):
        ways.add("stable")
    for way in sorted(ways - _borne_out(line, findings)):
        yield told(f"nothing goes {way}", line)


def _borne_out(line: Sentence, findings: ClaimSet) -> set[str]:
    found = set()
    for subject in _subjects(line, findings):
        for period in _periods(line, findings):
            growth = findings.find("GROWTH", subject, period, period.year_before)
            change = findings.find("CHANGE", subject, period, period.year_before)
            rule = _rule(growth)
            if rule in _LEVEL:
                found.add("stable")
            elif change and change.evidence and change.evidence.value:
                found.add("up" if change.evidence.value > 0 else "down")
            elif growth:
                found.add(growth.direction)
    return found


def _takeaways(part: Part, findings: ClaimSet) -> Iterator[str]:
    """Yield the titles of exhibits that are empty, or say of the total what it does not do."""
    for block in part.blocks:
        if not isinstance(block, Chart | Table):
            continue
        line = Sentence(part.locale, "heading", 0, normalise(plain(block.caption.title)))
        if not line.text:
            yield told(f"no title: {block.caption.label}", line)
        for word, way in _TAKEAWAYS[part.locale].items():
            said = re.search(rf"(?i)\b(le|the) total {word}\b", line.text)
            if said and way != _way_of_total(line.text, findings):
                yield told(f"the total does not go {way}", line)


def _way_of_total(title: str, findings: ClaimSet) -> str:
    """Which way the total goes over the time that a title names, else over the year of the half."""
    period = findings.quarter if re.search("trimestre|quarter", title) else findings.half
    base = period.previous if re.search("six m", title) else period.year_before
    growth = findings.find("GROWTH", findings.dataset.total.code, period, base)
    rule = _rule(growth) if growth else ""
    return "stable" if rule in _LEVEL else growth.direction if growth else ""


def _subjects(line: Sentence, findings: ClaimSet) -> list[str]:
    """The subjects that a headline names, with the groups that they make up; else the total."""
    dataset = findings.dataset
    named = {
        segment.code
        for segment in dataset.segments
        if re.search(rf"\b{segment.forms[line.locale].short}\b", line.text)
    }
    groups = [group.code for group in dataset.groups if set(group.members) <= named]
    return [*sorted(named), *groups] or [dataset.total.code]


def _periods(line: Sentence, findings: ClaimSet) -> set[Period]:
    """The periods that a headline names, else those that a briefing speaks of."""
    spoken = {
        findings.vantage,
        findings.focus,
        findings.year,
        findings.half,
        findings.quarter,
        Period(findings.vantage.year),
    }
    named = {p for p in spoken if normalise(calendar.during(p, line.locale)) in line.text}
    named |= {p for p in spoken if normalise(calendar.long(p, line.locale)) in line.text.lower()}
    return named or spoken
