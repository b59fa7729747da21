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
    "year": PeriodNames("{year}", "{year}", "{year}", "in"),
    "half": PeriodNames(
        "H{index} {year}", "{ordinal} half of {year}", "the {long}", "in", _ORDINALS
    ),
    "quarter": PeriodNames(
        "Q{index} {year}", "{ordinal} quarter of {year}", "the {long}", "in", _ORDINALS
    ),
    "month": PeriodNames("{month} {year}", "{month} {year}", "{long}", "in"),
    "cumulative": PeriodNames(
        "{index}M {year}", "first {count} months of {year}", "the {long}", "in"
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


def _counted(digits: str, scale: str, noun: str) -> str:
    return NBSP.join(filter(None, (digits, scale, noun)))


def _money_unit(scale: str, currency: str) -> str:
    return f"{currency} {scale}".strip()


_WITH_DIGITS: Meanings = (
    ("period", {"9M": "9M|9 months"}),
    ("period", {f"half {n}": f"[SH]{n}" for n in (1, 2, 3, 4)}),  # also what no year has
    ("period", {f"quarter {n}": f"[TQ]{n}" for n in (1, 2, 3, 4)}),
)
_MEANINGS: Meanings = (
    (
        "period",
        {"4Q": "four quarters|four before", "-1Y": "a year earlier|year before|previous year"},
    ),
    ("period", {"1Y": "on the year|over the year|that year|full-year|year[ -]on[ -]year"}),
    ("period", {"-1Q": "previous quarter"}),
    ("period", {"+1Q": "following quarter", "6M": "six months", "9M": "first nine months"}),
    ("period", {"Y": "since january"}),
    ("fraction", {"3/4": "three[ -]quarters", "1/4": "one[ -]quarter|a quarter of"}),
    ("period", {"half": "(?<=first )half|(?<=second )half|half-years?|halves"}),
    ("period", {"quarter": "quarters?|quarterly"}),
    ("rank", {"high": "highest|high for the year|peaked", "low": "lowest|low for the year|a low"}),
    ("period", {"1": "first|1st", "2": "second|2nd", "3": "third|3rd", "4": "fourth|4th"}),
    ("approximator", {"just_over": "(?:just|a little) over", "nearly": "nearly|almost|close to"}),
    ("approximator", {"more_than": "more than", "less_than": "less than"}),
    ("approximator", {"about": "about|roughly|around"}),
    ("approximator", {"between": "between", "already": "already"}),
    ("fraction", {"1/3": "one[ -]third", "2/3": "two[ -]thirds", "2/5": "two[ -]fifths"}),
    ("fraction", {"3/5": "three[ -]fifths", "4/5": "four[ -]fifths", "9/10": "nine[ -]tenths"}),
    ("fraction", {"1/2": "half", "2": r"doubl\w+", "3": r"tripl\w+", "4": r"quadrupl\w+"}),
    ("fraction", {"1/2": r"halv\w+"}),
    ("strength", {"sharp": "very (?:sharply|strongly|steeply)"}),
    ("strength", {"slight": "slight(?:ly)?|edged|modest(?:ly)?|inched"}),
    ("strength", {"strong": "sharp(?:ly)?|strong(?:ly)?|markedly|steep(?:ly)?"}),
    ("direction", {"up sharp": r"surg\w+|jump\w*|soar\w*|skyrocket\w*|boom\w*|spik\w+"}),
    ("direction", {"down sharp": r"plung\w+|slump\w*|collaps\w+|tumbl\w+|crash\w*"}),
    ("direction", {"flat": "unchanged|stable|stability|flat|steady|little changed|levelled off"}),
    ("direction", {"flat": "steadied|same level|stayed|level on"}),
    ("direction", {"up": r"rose|rises?|rising|risen|grew|grows?|growing|increas\w+|climb\w*"}),
    ("direction", {"up": r"gain\w*|(?<!made )(?<!add )(?<!moving )up|rebound\w*|expand\w*|higher"}),
    ("direction", {"down": r"fell|falls?|falling|declin\w+|decreas\w+|drop\w*|slip\w*"}),
    ("direction", {"down": r"contract\w*|down|eas(?:ed|es|ing)|shr[aiu]nk\w*|lost|los(?:es|ing)"}),
    ("direction", {"down": r"lower|sank|s[iu]nk\w*|slid\w*|dwindl\w+"}),
    ("movement", {"adds": "add(?:ed|s)?|drives?|advances?|engines?|growth"}),
    (
        "movement",
        {
            "takes": "took|off|subtract(?:s|ed)?|thin|losing|loss|weighed|retreats?",
            "holds back": "holds?",
        },
    ),
    ("movement", {"pulls": "pulls?", "cushions": r"cushions?|offset\w*", "slower": r"slow\w*"}),
    ("movement", {"turns": "turned", "faster": r"deepen\w*|gather\w*|faster"}),
    (
        "rank",
        {
            "first": r"largest|(?:remain\w* in the )?lead|dominate\w*",
            "only": "only|alone",
            "marginal": "marginal",
        },
    ),
    ("rank", {"still": r"remain\w*"}),
    ("negation", {"not": "not|no|never|none|neither|nor|without"}),
    ("basis", {"adjusted": r"seasonal\w*|adjust\w+", "current": "current", "constant": "constant"}),
    ("basis", {"imports": "imports?", "narrower": "narrower", "wider": "wider|broader"}),
    ("status", {"provisional": "provisional|preliminary", "final": "final", "revised": "revised"}),
    ("status", {"estimated": "estimated|by difference", "synthetic": "synthetic"}),
    ("status", {"embargo": r"embargo\w*|draft", "rounded": r"round\w+"}),
    ("unit", {"%": "%|per cent|percent(?!age)", "basis points": "basis points?|bps?"}),
    ("unit", {"points": "percentage points?|points?|pp"}),
    ("count", {"2": "two"}),
    ("count", {str(n): _NUMERALS[n - 1] for n in range(3, 10)}),
    ("count", {"10": "ten|tens", "12": "twelve|dozens?", "100": "hundreds?"}),
    ("unit", {"3": "thousand", "6": "million|mn", "9": "billion|bn", "12": "trillion"}),
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
    counted=_counted,
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
    nouns_take_article=False,
    total="total",
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
