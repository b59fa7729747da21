"""A third language, made for tests: a record, and what an analyst would put beside it.

Its templates are the English ones, so that only the record and the lexicon speak Spanish.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reportgen.l10n import LANGUAGES
from reportgen.l10n.language import NBSP, Language, NounPhrase, PeriodNames, ProofWords
from reportgen.resources import shipped

OWN_WORDS = """# Ten statements in Spanish

## key-points-heading
- plain
  es: Lo esencial

## card-total
- with its rate
  es: {series | noun} | {rate | signed} en un año
- with its level before
  es: {series | noun} | después de {before} un año antes
- bare
  es: {series | noun} | {period}

## goal-brief
- under its name
  es: {roadmap} apunta a {goal} {goal.period}, en otro perímetro.
- plain
  es: El objetivo es de {goal} {goal.period}, en otro perímetro.

## runner-up
- alone beside the first
  es: {second} {second: sigue / siguen}, con {amount | amount} ({weight}).
- by a fraction
  es: {second}, con {amount | amount} ({weight}): juntos {both | fraction} {proceeds | of}.
- by a share
  es: {second}, con {amount | amount} ({weight}): juntos {both} {proceeds | of}.

## method-heading
- plain
  es: Método y fuentes

## source
- plain
  es: Fuente: {source_line}

## glossary-heading
- plain
  es: Glosario

## annex-heading
- plain
  es: Anexo: datos

## annex-title
- plain
  es: Datos utilizados, con límites

## quarters-title
- plain
  es: Los trimestres, segmento por segmento
"""
_TEMPLATES = shipped("templates")
_CONTRACTED = {("de", "el"): "del", ("a", "el"): "al"}
_ORDINALS = ("primer", "segundo", "tercer", "cuarto")


def _the(phrase: NounPhrase) -> str:
    article = ("el", "la", "los", "las")[phrase.feminine + 2 * phrase.plural]
    return f"{article} {phrase.noun}"


def _preposed(preposition: str, phrase: str) -> str:
    article, _, noun = phrase.partition(" ")
    joined = _CONTRACTED.get((preposition, article))
    return f"{joined} {noun}" if joined else f"{preposition} {phrase}"


def _agreed(phrase: NounPhrase, masculine: str, feminine: str) -> str:
    word = (feminine or re.sub("o$", "a", masculine)) if phrase.feminine else masculine
    return f"{word}s" if phrase.plural else word


def _money(digits: str, scale: str, currency: str) -> str:
    of = f"de{NBSP}" if scale and currency else ""
    return NBSP.join(filter(None, (digits, scale, of + currency)))


SPANISH = Language(
    tag="es-ES",
    windows_id="C0A",
    list_separator=";",
    typography=((r"\b((?i:en|de|a)) (?=[\d\ue000])", r"\1" + NBSP),),
    percent_sign=f"{NBSP}%",
    points=("punto", "puntos"),
    scales={
        3: ("mil", "mil"),
        6: ("millón", "millones"),
        9: (f"mil{NBSP}millones", f"mil{NBSP}millones"),
        12: ("billón", "billones"),
    },
    money=_money,
    money_unit=lambda scale, currency: f"{scale} de {currency}" if scale else currency,
    counted=_money,
    currency_is_optional=False,
    range=f"de {{low}} a{NBSP}{{high}}",
    between="entre {low} y {high}",
    range_has_one_unit=True,
    approximators={
        "nearly": f"casi{NBSP}",
        "just_over": f"algo más de{NBSP}",
        "about": f"alrededor de{NBSP}",
        "more_than": f"más de{NBSP}",
    },
    fractions=(
        *("un cuarto", "un tercio", "dos quintos", "la mitad", "tres quintos"),
        *("dos tercios", "tres cuartos", "cuatro quintos", "nueve décimos"),
    ),
    calendar={
        "year": PeriodNames("{year}", "año {year}", "{year}", "en"),
        "half": PeriodNames(
            "S{index} {year}", "{ordinal} semestre de {year}", "el {long}", "en", _ORDINALS
        ),
        "quarter": PeriodNames(
            "T{index} {year}", "{ordinal} trimestre de {year}", "el {long}", "en", _ORDINALS
        ),
        "month": PeriodNames("{month} {year}", "{month} de {year}", "{long}", "en"),
        "cumulative": PeriodNames(
            "{index}M {year}", "{count} primeros meses de {year}", "los {long}", "en"
        ),
    },
    numerals=(
        *("un", "dos", "tres", "cuatro", "cinco", "seis"),
        *("siete", "ocho", "nueve", "diez", "once", "doce"),
    ),
    exhibits_are_names=False,
    nouns_take_article=True,
    total="total",
    the=_the,
    elides=lambda _: False,
    preposed=_preposed,
    prepositions={"of": "de", "to": "a", "by": "por", "by_how_much": "un", "that": "que"},
    repeats_preposition=True,
    pronouns=("él", "ella", "ellos", "ellas"),
    tonic_pronouns=("él", "ella", "ellos", "ellas"),
    agreed=_agreed,
    present={},
    proof_words=ProofWords(
        with_digits=LANGUAGES["fr"].proof_words.with_digits,
        meanings=(
            ("unit", {"6": "millón|millones", "9": "mil millones", "points": "puntos?"}),
            ("approximator", {"nearly": "casi", "just_over": "algo más de"}),
            ("approximator", {"about": "alrededor de", "more_than": "más de", "between": "entre"}),
            ("fraction", {"3/4": "tres cuartos", "1/4": "un cuarto", "1/3": "un tercio"}),
            ("period", {"1": "primer", "2": "segundo", "3": "tercer", "4": "cuarto"}),
            ("period", {"half": "semestre", "quarter": "trimestre"}),
            *LANGUAGES["en"].proof_words.meanings,
        ),
        marks=r"\*|e|p|r|f|ns|n/a",
        contrasts=LANGUAGES["en"].proof_words.contrasts,
    ),
)


def write_lexicon(folder: Path) -> None:
    """Write the words of Spanish, few of them translated, into a folder of templates."""
    text = (_TEMPLATES / "lexicon" / "en.toml").read_text(encoding="utf-8")
    for english, spanish in (("Source", "Fuente"), ("Table", "Cuadro"), ("Total", "Total")):
        text = text.replace(f' = "{english}"\n', f' = "{spanish}"\n')
    _write(folder / "lexicon" / "es.toml", text)


def write_templates(folder: Path) -> None:
    """Write all that a language needs into a folder of templates."""
    write_lexicon(folder)
    for path in sorted((_TEMPLATES / "catalogue").glob("*.md")):
        _write(folder / "catalogue" / path.name, _overlay(path.read_text(encoding="utf-8")))
    _write(folder / "catalogue" / "z-own-words.md", OWN_WORDS)
    publisher = (_TEMPLATES / "publisher.toml").read_text(encoding="utf-8")
    _write(folder / "publisher.toml", re.sub(r"(?ms)^\[en\]\n(.*)", r"\g<0>\n[es]\n\1", publisher))


def _overlay(catalogue: str) -> str:
    """A file that says of every variant what English says, and nothing else."""
    own = {found[1] for found in re.finditer(r"(?m)^## (.*)$", OWN_WORDS)}
    kept, statement = ["# Spanish"], ""
    for line in catalogue.splitlines():
        statement = line.removeprefix("## ") if line.startswith("## ") else statement
        if statement in own or not statement:
            continue
        if line.startswith("## "):
            kept += ["", line]
        elif line.startswith("- "):
            kept.append(line.partition(" when ")[0])
        elif line.startswith("  en: "):
            kept.append(line.replace("  en: ", "  es: ", 1))
    return "\n".join(kept) + "\n"


def write_data(folder: Path) -> Path:
    """Write the shipped series with its names in Spanish, and return its file."""
    data = shipped("data")
    for name in ("exports.csv", "targets.csv"):
        _write(folder / name, (data / name).read_text(encoding="utf-8"))
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    _write(folder / "datapackage.json", json.dumps(_named(package), ensure_ascii=False))
    return folder / "exports.csv"


def _named(node: Any) -> Any:  # noqa: ANN401 - anything that JSON holds
    if isinstance(node, list):
        return [_named(each) for each in node]
    if not isinstance(node, Mapping):
        return node
    named = {key: _named(value) for key, value in node.items()}
    if {"fr", "en"} <= named.keys():
        named["es"] = "dírhams" if named["en"] == "MAD" else named["en"]
    return named


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
