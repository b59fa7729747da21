"""An indicator is one record: a new one is listed, printed, said, proven and explained by it."""

import json
from collections import Counter
from pathlib import Path

import pytest
from composed import SYNTHETIC, synthetic, view_of

from reportgen import arithmetic, cli
from reportgen.claims import INDICATORS, Claim, ClaimKey, Indicator
from reportgen.claims.figures import Figures
from reportgen.claims.indicator import FORMS, on_levels
from reportgen.exhibits.view import printed_form
from reportgen.measure import Measure

NEW = "HALF_OF_YEAR"
PLAN = "# own-title\n\n## own\n\nweight-of-half in year\n"
CATALOGUE = """# Own

## own-title
- plain
  fr: Titre
  en: Title

## own-heading
- plain
  fr: Partie
  en: Part

## weight-of-half
piece = half_of_year(ESO, period)

- plain
  fr: Le second semestre pèse {piece} de l'année.
  en: The second half makes up {piece} of the year.
"""


def _weight(figures: Figures, key: ClaimKey, half: Measure, year: Measure) -> Claim:
    return Claim(key, arithmetic.share(half, year), "large" if half.value * 2 > year.value else "")


@pytest.fixture
def weight_of_halves(monkeypatch: pytest.MonkeyPatch) -> Indicator:
    """The share of the second half in its year, known to nothing but its record."""
    half_and_year = on_levels(_weight, lambda key: (key.period.parts("half")[1], key.period))
    record = Indicator(
        NEW,
        half_and_year,
        "share",
        "parts",
        periods=lambda _, now: (now,) if now.kind == "year" else (),
    )
    monkeypatch.setitem(INDICATORS, NEW, record)
    return record


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(list(arguments)) == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("weight_of_halves")
def test_a_new_indicator_is_listed_with_its_figures_and_its_reasons(
    capsys: pytest.CaptureFixture[str],
) -> None:
    records = json.loads(output(capsys, "claims", "--json"))["claims"]
    found = {(r["subject"], r["period"]): r for r in records if r["indicator"] == NEW}
    assert {year for _, year in found} == {"2023", "2024"}
    told = found["CRM", "2024"]
    assert (told["unit"], told["status"], told["verdict"]) == ("%", "ok", "large")
    assert told["display"] == {"fr": "51,0\u202f%", "en": "51.0%"}
    assert found["ITO", "2024"]["reason"] == "missing_cell"


@pytest.mark.usefixtures("weight_of_halves")
def test_a_new_indicator_prints_in_the_form_of_its_record() -> None:
    claims = synthetic.__wrapped__("2024")  # made anew: the memory of others does not know it
    claim = claims.by_name[f"{NEW}/ESO/2024"]
    forms = [printed_form(view_of(claims, locale), claim) for locale in ("fr", "en")]
    assert forms == ["52,3\u202f%", "52.3%"]


@pytest.mark.usefixtures("weight_of_halves")
def test_a_new_indicator_is_said_by_a_catalogue_and_proven_by_explain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = tmp_path / "mine"
    for folder_name, text in (("plans", PLAN), ("catalogue", CATALOGUE)):
        (words / folder_name).mkdir(parents=True)
        (words / folder_name / "own.md").write_text(text, encoding="utf-8")
    folder = ("--templates", str(words), "--output", str(tmp_path / "out"))
    data = ("--data", str(SYNTHETIC), "--period", "2024")
    asked = ("--audience", "own", "--lang", "fr", "--format", "docx", "--quiet")
    output(capsys, "build", *data, *asked, *folder)
    (made,) = (tmp_path / "out").rglob("*.docx")
    told = output(capsys, "explain", str(made), "52,3 %")
    assert f"{NEW}/ESO/2024" in told
    assert "formula" in told
    output(capsys, "check", str(made))


def test_every_indicator_has_one_name_in_the_catalogue() -> None:
    names = Counter(indicator.said for indicator in INDICATORS.values())
    assert [name for name, count in names.items() if count > 1] == []


def test_every_form_is_that_of_some_indicator() -> None:
    assert {indicator.kind for indicator in INDICATORS.values()} == set(FORMS)
