"""The record of English."""

from reportgen.l10n.language import (
    MINUS,
    NBSP,
    Calendar,
    Language,
    Meanings,
    NounPhrase,
    PeriodNames,
    ProofWords,
)

_TYPOGRAPHY = (
    (r" +:(?=\s|$)", ":"),
    (r"\b((?i:in|of)) (?=\d{4}\b)", r"\1" + NBSP),
    (r"\b([A-Z]{3}|[HQ]\d) (?=\d)", r"\1" + NBSP),
)

_NUMERALS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_ORDINALS = ("first", "second", "third", "fourth")
_CALENDAR: Calendar = {
    "year": PeriodNames("{year}", "{year}", "{year}", during="in"),
    "half": PeriodNames(
        "H{index} {year}",
        "{ordinal} half of {year}",
        "the {ordinal} half of {year}",
        during="in",
        ordinals=_ORDINALS,
    ),
    "quarter": PeriodNames(
        "Q{index} {year}",
        "{ordinal} quarter of {year}",
        "the {ordinal} quarter of {year}",
        during="in",
        ordinals=_ORDINALS,
    ),
    "month": PeriodNames("{month} {year}", "{month} {year}", "{month} {year}", during="in"),
    "cumulative": PeriodNames(
        "{index}M {year}",
        "first {count} months of {year}",
        "the first {count} months of {year}",
        during="in",
    ),
}


def _the(phrase: NounPhrase) -> str:
    return f"the {phrase.noun}" if phrase.article else phrase.noun


def _preposed(preposition: str, phrase: str) -> str:
    return f"{preposition} {phrase}"


def _agreed(_: NounPhrase, word: str, __: str) -> str:
    return word


def _money(digits: str, scale: str, currency: str) -> str:
    sign = digits[0] if digits[0] in f"+{MINUS}" else ""
    return NBSP.join(filter(None, (sign + currency, digits.removeprefix(sign), scale)))


def _money_unit(scale: str, currency: str) -> str:
    return f"{currency} {scale}".strip()


_WITH_DIGITS: Meanings = (
    ("period", "9M", r"9M|9 months"),
    *(("period", f"half {n}", f"[SH]{n}") for n in (1, 2)),
    *(("period", f"quarter {n}", f"[TQ]{n}") for n in (1, 2, 3, 4)),
)
_MEANINGS: Meanings = (
    ("period", "4Q", r"four quarters|four before"),
    ("period", "-1Y", r"a year earlier|year before"),
    ("period", "1Y", r"on the year|over the year|that year|full-year"),
    ("period", "-1Q", r"previous quarter"),
    ("period", "+1Q", r"following quarter"),
    ("period", "6M", r"six months"),
    ("period", "9M", r"first nine months"),
    ("period", "Y", r"since january"),
    ("fraction", "3/4", r"three[ -]quarters"),
    ("fraction", "1/4", r"one[ -]quarter|a quarter of"),
    ("period", "half", r"(?<=first )half|(?<=second )half|half-years?|halves"),
    ("period", "quarter", r"quarters?|quarterly"),
    ("rank", "high", r"highest|high for the year|peaked"),
    ("rank", "low", r"lowest|low for the year|a low"),
    ("period", "1", r"first|1st"),
    ("period", "2", r"second|2nd"),
    ("period", "3", r"third|3rd"),
    ("period", "4", r"fourth|4th"),
    ("approximator", "just_over", r"just over"),
    ("approximator", "nearly", r"nearly|almost"),
    ("approximator", "more_than", r"more than"),
    ("approximator", "less_than", r"less than"),
    ("approximator", "about", r"about"),
    ("approximator", "between", r"between"),
    ("approximator", "already", r"already"),
    ("fraction", "1/3", r"one[ -]third"),
    ("fraction", "2/3", r"two[ -]thirds"),
    ("fraction", "2/5", r"two[ -]fifths"),
    ("fraction", "3/5", r"three[ -]fifths"),
    ("fraction", "4/5", r"four[ -]fifths"),
    ("fraction", "9/10", r"nine[ -]tenths"),
    ("fraction", "1/2", r"half"),
    ("fraction", "2", r"doubl\w+"),
    ("fraction", "3", r"tripl\w+"),
    ("fraction", "4", r"quadrupl\w+"),
    ("fraction", "1/2", r"halv\w+"),
    ("strength", "sharp", r"very (?:sharply|strongly|steeply)"),
    ("strength", "slight", r"slight(?:ly)?|edged|modest(?:ly)?|inched"),
    ("strength", "strong", r"sharp(?:ly)?|strong(?:ly)?|markedly|steep(?:ly)?"),
    ("direction", "up sharp", r"surg\w+|jump\w*|soar\w*|skyrocket\w*|boom\w*|spik\w+"),
    ("direction", "down sharp", r"plung\w+|slump\w*|collaps\w+|tumbl\w+|crash\w*"),
    ("direction", "flat", r"unchanged|stable|stability|flat|steady|little changed|levelled off"),
    ("direction", "flat", r"steadied|same level|stayed|level on"),
    (
        "direction",
        "up",
        r"rose|rises?|rising|risen|grew|grows?|growing|increas\w+|climb\w*|gain\w*"
        r"|(?<!made )(?<!add )(?<!moving )up|rebound\w*|expand\w*|higher",
    ),
    (
        "direction",
        "down",
        r"fell|falls?|falling|declin\w+|decreas\w+|drop\w*|slip\w*|contract\w*|down"
        r"|eas(?:ed|es|ing)|shr[aiu]nk\w*|lost|los(?:es|ing)|lower|sank|s[iu]nk\w*|slid\w*|dwindl\w+",
    ),
    ("movement", "adds", r"add(?:ed|s)?|drives?|advances?|engines?|growth"),
    (
        "movement",
        "takes",
        r"took|off|thin|losing|loss|weighed|retreats?",
    ),
    ("movement", "holds back", r"holds?"),
    ("movement", "pulls", r"pulls?"),
    ("movement", "cushions", r"cushions?|offset\w*"),
    ("movement", "slower", r"slow\w*"),
    ("movement", "turns", r"turned"),
    ("movement", "faster", r"deepen\w*|gather\w*|faster"),
    ("rank", "first", r"largest|lead|dominate\w*"),
    ("rank", "only", r"only|alone"),
    ("rank", "marginal", r"marginal"),
    ("rank", "still", r"remain\w*"),
    ("negation", "not", r"not|no|never|none|neither|nor|without"),
    ("basis", "adjusted", r"seasonal\w*|adjust\w+"),
    ("basis", "current", r"current"),
    ("basis", "constant", r"constant"),
    ("basis", "imports", r"imports?"),
    ("basis", "narrower", r"narrower"),
    ("basis", "wider", r"wider|broader"),
    ("status", "provisional", r"provisional|preliminary"),
    ("status", "final", r"final"),
    ("status", "revised", r"revised"),
    ("status", "estimated", r"estimated|by difference"),
    ("status", "synthetic", r"synthetic"),
    ("status", "embargo", r"embargo\w*|draft"),
    ("status", "rounded", r"round\w+"),
    ("unit", "%", r"%|per cent|percent(?!age)"),
    ("unit", "basis points", r"basis points?|bps?"),
    ("unit", "points", r"percentage points?|points?"),
    ("count", "2", r"two"),
    *(("count", str(n), _NUMERALS[n - 1]) for n in range(3, 10)),
    ("count", "10", r"ten|tens"),
    ("count", "12", r"twelve|dozens?"),
    ("count", "100", r"hundreds?"),
    ("unit", "3", r"thousand"),
    ("unit", "6", r"million"),
    ("unit", "9", r"billion"),
    ("unit", "12", r"trillion"),
)

ENGLISH = Language(
    tag="en-GB",
    windows_id="809",
    list_separator=",",
    typography=_TYPOGRAPHY,
    percent_sign="%",
    points=(f"percentage{NBSP}point", f"percentage{NBSP}points"),
    scales={
        power: (name, name)
        for power, name in {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}.items()
    },
    money=_money,
    money_unit=_money_unit,
    currency_is_optional=False,
    range=f"{{low}} to{NBSP}{{high}}",
    between="between {low} and {high}",
    range_has_one_unit=False,
    approximators={
        "nearly": f"nearly{NBSP}",
        "just_over": f"just over{NBSP}",
        "about": f"about{NBSP}",
        "more_than": f"more than{NBSP}",
    },
    fractions=(
        *("one quarter", "one third", "two fifths", "half", "three fifths"),
        *("two thirds", "three quarters", "four fifths", "nine tenths"),
    ),
    calendar=_CALENDAR,
    numerals=_NUMERALS,
    exhibits_are_names=True,
    the=_the,
    elides=lambda _: False,
    preposed=_preposed,
    prepositions={"of": "of", "to": "to", "by": "by", "by_how_much": "by", "that": "that"},
    repeats_preposition=False,
    pronouns=("it", "it", "they", "they"),
    tonic_pronouns=("it", "it", "them", "them"),
    agreed=_agreed,
    present={},
    proof_words=ProofWords(
        with_digits=_WITH_DIGITS,
        meanings=_MEANINGS,
        marks=r"\*|e|p|r|f|ns|n/a",
        contrasts=r"; |,? while |,? whereas |, but |, then |, against ",
    ),
)
