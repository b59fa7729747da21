"""The record of French."""

import re

from reportgen.l10n.language import (
    NBSP,
    NNBSP,
    Calendar,
    Language,
    Meanings,
    NounPhrase,
    PeriodNames,
    ProofWords,
)

# Spelling does not tell an aspirated h from a mute one: these words do not elide, others do.
_ASPIRATED = "all|andicap|angar|ardware|aricot|ausse|aut|ors|ouille|ub|uit"
_ELIDING = re.compile(rf"[aàâeéèêiîïoôuùûœæ]|y(?![aeiou])|h(?!{_ASPIRATED})", re.IGNORECASE)
_CONTRACTED = {
    ("de", "le"): "du",
    ("de", "les"): "des",
    ("à", "le"): "au",
    ("à", "les"): "aux",
}

_SPACE = f"[ {NBSP}{NNBSP}]?"
_TYPOGRAPHY = (
    (rf"{_SPACE}([;!?]+)(?=[\s:»)]|$)", NNBSP + r"\1"),
    (rf"{_SPACE}(:+)(?=[\s»]|$)", NBSP + r"\1"),
    (rf"«{_SPACE}", f"«{NBSP}"),
    (rf"{_SPACE}»", f"{NBSP}»"),
    (rf"(?<=\d){_SPACE}%", f"{NNBSP}%"),
    (r"\b([Ss]ur) un an\b", rf"\1{NBSP}un{NBSP}an"),
    (r"\b((?i:à|en|de|du|dès|fin|depuis)) (?=[\d\ue000])", r"\1" + NBSP),
    (r"\b((?i:semestre|trimestre|année)|[ST]\d) (?=\d{4})", r"\1" + NBSP),
)

_NUMERALS = (
    *("un", "deux", "trois", "quatre", "cinq", "six"),
    *("sept", "huit", "neuf", "dix", "onze", "douze"),
)
_HALVES = ("premier", "second")
_QUARTERS = ("premier", "deuxième", "troisième", "quatrième")
_CALENDAR: Calendar = {
    "year": PeriodNames("{year}", "année {year}", "{year}", "en"),
    "half": PeriodNames("S{index} {year}", "{ordinal} semestre {year}", "le {long}", "à", _HALVES),
    "quarter": PeriodNames(
        "T{index} {year}", "{ordinal} trimestre {year}", "le {long}", "à", _QUARTERS
    ),
    "month": PeriodNames("{month} {year}", "{month} {year}", "{long}", "en"),
    "cumulative": PeriodNames(
        "{index}M {year}", "{count} premiers mois de {year}", "les {long}", "sur"
    ),
}

_REGULAR = (  # verbs whose present is their stem with an e: no rule tells them from the others
    *("augmenter", "baisser", "chuter", "concentrer", "contribuer", "diminuer", "passer"),
    *("progresser", "reculer", "refluer", "représenter", "rester", "réaliser", "tomber"),
    *("se redresser", "se retourner", "varier"),
)
_LIKE_FINIR = ("bondir", "s’établir", "fléchir", "ralentir", "rebondir")
_PRESENT = {
    **{verb: (verb[:-1], f"{verb[:-1]}nt") for verb in _REGULAR},
    **{verb: (f"{verb[:-1]}t", f"{verb[:-1]}ssent") for verb in _LIKE_FINIR},
    "accélérer": ("accélère", "accélèrent"),
    "s’accroître": ("s’accroît", "s’accroissent"),
    "apparaître": ("apparaît", "apparaissent"),
    "atteindre": ("atteint", "atteignent"),
    "croître": ("croît", "croissent"),
    "devenir": ("devient", "deviennent"),
    "s’élever": ("s’élève", "s’élèvent"),
    "être": ("est", "sont"),
    "se maintenir": ("se maintient", "se maintiennent"),
    "perdre": ("perd", "perdent"),
    "suivre": ("suit", "suivent"),
}


def _elides(word: str) -> bool:
    """Tell "l’ingénierie" from "le hub" and "le yen"."""
    return _ELIDING.match(word) is not None


def _the(phrase: NounPhrase) -> str:
    if phrase.plural:
        return f"les {phrase.noun}"
    if phrase.elides:
        return f"l’{phrase.noun}"
    return f"{'la' if phrase.feminine else 'le'} {phrase.noun}"


def _preposed(preposition: str, phrase: str) -> str:
    """Contract and elide, after "près de" as after "de"."""
    before, space, last = preposition.rpartition(" ")
    article, _, noun = phrase.partition(" ")
    if joined := _CONTRACTED.get((last, article)):
        return f"{before}{space}{joined} {noun}"
    if last in ("de", "que") and _elides(phrase):
        return f"{before}{space}{last[:-1]}’{phrase}"
    return f"{preposition} {phrase}"


def _agreed(phrase: NounPhrase, masculine: str, feminine: str) -> str:
    word = masculine
    if phrase.feminine:
        word = feminine or masculine.removesuffix("e") + "e"
    return word + "s" if phrase.plural and not word.endswith(("s", "x")) else word


def _of_currency(currency: str) -> str:
    return f"d’{currency}" if _elides(currency) else f"de{NBSP}{currency}"


def _money(digits: str, scale: str, currency: str) -> str:
    named = _of_currency(currency) if scale and currency else currency
    return NBSP.join(filter(None, (digits, scale, named)))


def _money_unit(scale: str, currency: str) -> str:
    return f"{scale} {_of_currency(currency)}" if scale else currency


_WITH_DIGITS: Meanings = (
    ("period", {"9M": "9M|9 mois"}),
    ("period", {f"half {n}": f"[SH]{n}" for n in (1, 2, 3, 4)}),  # also what no year has
    ("period", {f"quarter {n}": f"[TQ]{n}" for n in (1, 2, 3, 4)}),
)
_MEANINGS: Meanings = (
    ("period", {"4Q": "(?:sur |des |aux )?quatre (?:derniers |trimestres|précédents)"}),
    ("period", {"-1Y": "un an plus tôt|une année plus tôt|l'année précédente|l'an passé"}),
    ("period", {"1Y": "sur un an|sur l'année|toute l'année|en glissement annuel"}),
    ("period", {"-1Q": "trimestre précédent"}),
    ("period", {"+1Q": "trimestre suivant", "6M": "(?:en |sur )?six mois"}),
    ("period", {"9M": "neuf premiers mois", "Y": "cette année-là|depuis janvier"}),
    ("period", {"half": "semestres?", "quarter": r"trimestres?|trimestriel\w*"}),
    ("rank", {"high": "plus haut|point haut|plus élevée?s?", "low": "plus bas|point bas|creux"}),
    ("period", {"1": "premi(?:er|ère)s?|1er", "2": "deuxième|seconde?s?|2e", "3": "troisième|3e"}),
    ("period", {"4": "quatrième|4e"}),
    (
        "approximator",
        {"just_over": r"un peu plus d(?:e|es|u)\b", "nearly": r"près d(?:e|es|u)\b|presque"},
    ),
    ("approximator", {"more_than": r"plus d(?:e|es|u)\b(?! points)"}),
    ("approximator", {"less_than": r"moins d(?:e|es|u)\b", "about": "environ|à peu près"}),
    ("approximator", {"between": "entre"}),
    ("approximator", {"already": "déjà"}),
    # After "plus du", which is an approximator, the article is told already.
    ("fraction", {"1/4": "(?:le |du |un |(?<=du ))quart", "3/4": "trois quarts"}),
    ("fraction", {"1/3": "(?:le |du |un |(?<=du ))tiers"}),
    ("fraction", {"2/3": "deux tiers", "2/5": "deux cinquièmes", "3/5": "trois cinquièmes"}),
    ("fraction", {"4/5": "quatre cinquièmes", "9/10": "neuf dixièmes", "1/2": "moitié"}),
    ("fraction", {"2": r"doubl\w+", "3": r"tripl\w+", "4": r"quadrupl\w+"}),
    ("strength", {"sharp": "très (?:forte?s?|fortement|nette?s?|nettement)"}),
    ("strength", {"slight": "légère?s?|légèrement"}),
    ("strength", {"strong": "nettement|fortement|sensiblement|forte?s?|vi(?:f|ve)s?|vivement"}),
    ("direction", {"up sharp": r"bondi\w*|bond|s'envol\w+|explos\w+|flamb\w+"}),
    ("direction", {"down sharp": r"chut\w+|s'effondr\w+|plong\w+|dégringol\w+|dévis\w+"}),
    ("direction", {"flat": r"inchang\w+|stabl\w+|stabilit\w+|quasi-stabilit\w+|stagn\w+"}),
    ("direction", {"flat": r"au même niveau|vari\w* peu|se maintien\w+"}),
    ("direction", {"up": r"progress\w+|augment\w+|hausse\w*|croît|croissent|s'accroî\w+"}),
    ("direction", {"up": r"s'accroiss\w+|grimp\w+|redress\w+|rebondi\w*|accélèr\w+|gagn\w+"}),
    ("direction", {"up": r"(?<!se )mont(?:e|ent)|remont\w+"}),
    ("direction", {"down": r"recul\w*|baiss\w+|diminu\w+|repli\w*|fléchi\w*|reflu\w+|contract\w+"}),
    (
        "direction",
        {"down": r"cèd\w+|redescen\w+|perd\w*|retomb\w+|tomb\w+|décroî\w+|décroiss\w+|régress\w+"},
    ),
    ("direction", {"down": r"déclin\w*|effrit\w+"}),
    ("movement", {"adds": r"apport\w+|tir(?:e|ent)|avanc\w+|moteurs?|croissance"}),
    (
        "movement",
        {"takes": r"retir\w+|ôte(?:nt)?|coût\w+|érod\w+|pès\w+", "holds back": r"frein\w+"},
    ),
    ("movement", {"pulls": r"entraîn\w+", "cushions": r"amorti\w*|compens\w+"}),
    ("movement", {"slower": r"ralenti\w*|s'atténu\w+"}),
    ("movement", {"turns": r"retourn\w+|stabilis\w+|s'interromp\w+"}),
    ("movement", {"faster": r"s'accentu\w+|plus vite"}),
    (
        "rank",
        {
            "first": r"domin\w+|prend|(?:reste(?:nt)? )?en tête",
            "only": "seule?s?",
            "marginal": r"marginal\w*",
        },
    ),
    ("rank", {"still": "reste(?:nt)?"}),
    ("negation", {"not": "ne|pas|non|aucune?s?|jamais|ni|hors|sans"}),
    ("basis", {"raw": "brut(?:e|es|s)?", "adjusted": r"désaisonnalis\w+|corrig\w+"}),
    ("basis", {"current": "courants?", "constant": "constants?", "imports": "importations?"}),
    ("basis", {"narrower": r"étroit\w*", "wider": "larges?"}),
    ("status", {"provisional": "provisoires?|préliminaires?", "final": r"définiti\w+"}),
    ("status", {"revised": r"révis\w+", "estimated": r"estim\w+|par différence"}),
    ("status", {"synthetic": "synthétiques?", "embargo": "embargo|projet"}),
    ("status", {"rounded": r"arrondi\w*"}),
    ("unit", {"%": "%|pour cent", "basis points": "points? de base", "points": "points?"}),
    ("count", {"2": "(?<!eux )(?<!elles )deux"}),
    ("count", {str(n): _NUMERALS[n - 1] for n in range(3, 10)}),
    ("count", {"10": "dix|dizaines?", "12": "douze|douzaines?", "100": "centaines?"}),
    ("count", {"1000": "mille"}),
    (
        "unit",
        {"3": "milliers?", "6": r"millions?|(?<=\d )M", "9": "milliards?|Mds?", "12": "billions?"},
    ),
)

FRENCH = Language(
    tag="fr-FR",
    windows_id="40C",
    list_separator=";",
    typography=_TYPOGRAPHY,
    percent_sign=f"{NNBSP}%",
    points=("point", "points"),
    scales={
        3: ("millier", "milliers"),
        6: ("million", "millions"),
        9: ("milliard", "milliards"),
        12: ("billion", "billions"),
    },
    money=_money,
    money_unit=_money_unit,
    counted=_money,
    currency_is_optional=True,
    range=f"{{low}} à{NBSP}{{high}}",
    between=f"entre{NBSP}{{low}} et{NBSP}{{high}}",
    range_has_one_unit=True,
    approximators={
        "nearly": f"près{NBSP}de{NBSP}",
        "just_over": f"un peu plus de{NBSP}",
        "about": f"environ{NBSP}",
        "more_than": f"plus de{NBSP}",
    },
    fractions=(
        *("le quart", "le tiers", "les deux cinquièmes", "la moitié", "les trois cinquièmes"),
        *("les deux tiers", "les trois quarts", "les quatre cinquièmes", "les neuf dixièmes"),
    ),
    calendar=_CALENDAR,
    numerals=_NUMERALS,
    exhibits_are_names=False,
    nouns_take_article=True,
    total="total",
    the=_the,
    elides=_elides,
    preposed=_preposed,
    prepositions={"of": "de", "to": "à", "by": "par", "by_how_much": "de", "that": "que"},
    repeats_preposition=True,
    pronouns=("il", "elle", "ils", "elles"),
    tonic_pronouns=("lui", "elle", "eux", "elles"),
    agreed=_agreed,
    present=_PRESENT,
    proof_words=ProofWords(
        with_digits=_WITH_DIGITS,
        meanings=_MEANINGS,
        marks=r"\*|e|p|r|d|ns|nd",
        contrasts=r"; |,? tandis que |,? alors que |, mais |, puis |, soit |, contre ",
    ),
)
