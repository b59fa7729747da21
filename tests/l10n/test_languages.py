"""The list of languages is one, and a language that lacks something is told so, never replaced."""

import ast
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import MISSING, fields
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import cast

import pytest
from spanish import SPANISH, write_data, write_lexicon, write_templates

from reportgen.dataset import NounForms, load
from reportgen.errors import TemplateError
from reportgen.l10n import LANGUAGES, calendar, numbers
from reportgen.l10n.approximation import amount_in_prose, fraction_in_prose, percent_in_prose
from reportgen.l10n.grammar import acronym_phrase, listed, listed_after, with_typography
from reportgen.l10n.language import Language, Locale
from reportgen.l10n.lexicon import load_lexicon
from reportgen.measure import Unit
from reportgen.period import parse_period
from reportgen.publisher import load_publisher
from reportgen.request import language_choices

from .figures import NBSP, between, measure, plain

HOUSE = Path(__file__).parents[2] / "reportgen"
DIRHAMS = Unit("MAD million", "level", 6, {"es": "dírhams"})
LANGUAGE_TAGS = {*LANGUAGES, *(language.tag for language in LANGUAGES.values())}


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> Locale:
    """Register a third language for one test."""
    monkeypatch.setitem(cast(MutableMapping[Locale, Language], LANGUAGES), "es", SPANISH)
    return "es"


def constants(module: Path) -> Iterator[object]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant):
            yield node.value


def test_no_room_but_this_one_names_a_language() -> None:
    modules = [path for path in HOUSE.rglob("*.py") if path.parent != HOUSE / "l10n"]
    assert len(modules) > 100
    named = [str(path) for path in modules if LANGUAGE_TAGS & {*map(str, constants(path))}]
    assert named == []


def test_a_record_has_to_say_everything() -> None:
    assert [field.name for field in fields(Language) if field.default is not MISSING] == []
    assert [field.name for field in fields(Language) if field.default_factory is not MISSING] == []


@pytest.mark.parametrize("length", range(7))
def test_lists_by_babel_are_those_of_the_house_at_any_length(length: int) -> None:
    items = list("abcdef"[:length])
    for locale, word in (("fr", " et "), ("en", " and ")):
        plainly = word.join(filter(None, (", ".join(items[:-1]), *items[-1:])))
        assert listed(items, locale) == plainly


def test_an_edition_is_one_language_or_all(spanish: Locale) -> None:
    assert language_choices() == {
        "fr": ("fr",),
        "en": ("en",),
        "es": ("es",),
        "fr-en-es": ("fr", "en", "es"),
    }


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("2024", ["2024", "año 2024", "en 2024", "de 2024"]),
        (
            "2025-S1",
            [
                *("S1 2025", "primer semestre de 2025"),
                *("en el primer semestre de 2025", "del primer semestre de 2025"),
            ],
        ),
        (
            "2025-8M",
            [
                *("8M 2025", "ocho primeros meses de 2025"),
                *("en los ocho primeros meses de 2025", "de los ocho primeros meses de 2025"),
            ],
        ),
        ("2025-M08", ["ago 2025", "agosto de 2025", "en agosto de 2025", "de agosto de 2025"]),
    ],
)
def test_a_new_language_names_periods(spanish: Locale, code: str, names: list[str]) -> None:
    forms = (calendar.short, calendar.long, calendar.during, calendar.of)
    period = parse_period(code, "month")
    assert [plain(form(period, spanish)) for form in forms] == names


def test_a_new_language_prints_numbers_and_money(spanish: Locale) -> None:
    assert numbers.number(Decimal("10578.5"), 1, spanish) == "10.578,5"
    assert numbers.percent(measure("7.14"), spanish, "signed") == f"+7,1{NBSP}%"
    assert plain(numbers.percent_range(between("0.2", "1.1"), 1, spanish)) == "de 0,2 a 1,1 %"
    assert plain(numbers.points(measure("1.5"), spanish)) == "+1,50 puntos"
    amount = numbers.amount(measure(13400), DIRHAMS, 1)
    assert plain(numbers.money(amount, DIRHAMS, spanish)) == "13,4 mil millones de dírhams"
    assert plain(numbers.money_unit(amount, DIRHAMS, spanish)) == "mil millones de dírhams"


def test_a_new_language_approximates(spanish: Locale) -> None:
    nearly, most = between("12.6", "12.9"), between("75.2", "75.4")
    assert plain(percent_in_prose(nearly, spanish, Fraction(1))) == "casi 13 %"
    assert fraction_in_prose(most, spanish) == "más de tres cuartos"
    loss = between(472, 497)
    amount = numbers.amount(loss, DIRHAMS, 1)
    said = plain(amount_in_prose(loss, DIRHAMS, amount, spanish))
    assert said == "entre 470 y 500 millones de dírhams"


def test_a_new_language_lists_subjects_with_its_own_articles(spanish: Locale) -> None:
    forms = [NounForms(code, "") for code in ("ITO", "CRM", "ESO")]
    names = [acronym_phrase(each, spanish).the for each in forms]
    assert listed(names, spanish) == "el ITO, el CRM y el ESO"
    assert listed_after("of", names, spanish) == "del ITO, del CRM y del ESO"


def test_a_new_language_has_its_words_from_a_lexicon(spanish: Locale, tmp_path: Path) -> None:
    write_lexicon(tmp_path)
    assert load_lexicon(spanish, tmp_path).term("source") == "Fuente"


def test_a_missing_word_is_told_and_not_said_in_another_language(
    spanish: Locale, tmp_path: Path
) -> None:
    write_lexicon(tmp_path)
    path = tmp_path / "lexicon" / "es.toml"
    text = path.read_text(encoding="utf-8").replace('source = "Fuente"\n', "")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=r"es\.toml: terms\.source is missing"):
        load_lexicon(spanish, tmp_path)


def test_a_language_without_lexicon_or_publisher_is_told_by_their_files(
    spanish: Locale, tmp_path: Path
) -> None:
    with pytest.raises(TemplateError, match=r"lexicon/es\.toml: not found"):
        load_lexicon(spanish)
    with pytest.raises(TemplateError, match=r"publisher\.toml: \[es\] lacks"):
        load_publisher(spanish)
    assert load().level_unit.words["es"] == "MAD"
    write_templates(tmp_path)
    assert load_publisher(spanish, tmp_path).name == "Your organisation"
    assert load(write_data(tmp_path)).level_unit.words["es"] == "dírhams"


SAYS: dict[str, Callable[[Locale], str]] = {
    "number": lambda locale: numbers.number(Decimal(1), 0, locale),
    "sign": numbers.percent_sign,
    "period": lambda locale: calendar.long(parse_period("2024"), locale),
    "list": lambda locale: listed(["a", "b"], locale),
    "typography": lambda locale: with_typography("a: b", locale),
    "noun": lambda locale: acronym_phrase(NounForms("ITO", ""), locale).the,
}


@pytest.mark.parametrize("thing", SAYS)
def test_a_code_that_is_no_language_is_refused(thing: str) -> None:
    with pytest.raises(KeyError, match="xx"):
        SAYS[thing]("xx")
