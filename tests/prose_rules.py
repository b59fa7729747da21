"""What every text of a briefing keeps to, whatever the data: form, direction, repetition."""

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

from oracle import Sentence, body, broken, clauses, oracle, scopes, told

from reportgen.briefing import Locale, Part
from reportgen.claims import Claim, Findings
from reportgen.l10n import calendar
from reportgen.measure import Measure
from reportgen.period import Period

_CHANGES = ("GROWTH", "TRAILING_4Q_GROWTH", "CHANGE")
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


def all_faults(part: Part, findings: Findings) -> list[str]:
    """Return what a part does against the rules: the rule, the language, the sentence."""
    sentences = list(body(part))
    rules = rules_of(findings)
    found = [fault for sentence in sentences for fault in _of_one(sentence, rules)]
    found += [fault for pair in pairwise(sentences) for fault in _repeated(*pair)]
    headlines = (sentence for sentence in sentences if sentence.is_headline)
    return found + [fault for line in headlines for fault in _headline(line, findings)]


def _of_one(sentence: Sentence, rules: Mapping[str, str]) -> Iterator[str]:
    for rule, pattern in _FORM.items():
        if re.search(pattern, sentence.text):
            yield told(rule, sentence)
    for pattern in oracle()["global_forbid"][sentence.locale]:
        if re.search(pattern, sentence.text, re.IGNORECASE):
            yield told(f"never said: {pattern}", sentence)
    if not sentence.is_headline and not re.search(r"[^.]\.$", sentence.text):
        yield told("no single stop at its end", sentence)
    if not sentence.text[:1].isupper() and not sentence.text[:1].isdigit():
        yield told("no capital at its beginning", sentence)
    for clause in clauses(sentence):
        for figure, scope in scopes(clause):
            yield from _of_a_figure(figure.printed.claim, figure.printed, scope, sentence, rules)
