"""What is told of series of every kind, and the mistakes that it must not repeat."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from composed import texts, told, typed
from own_series import EUROS, TONNES, VISITORS, grid, named, noun, write, years

from reportgen.briefing import Chart, Heading, KeyFigures, Locale, Table, plain
from reportgen.pipeline import survey


class Edition:
    """The words of one language of a standard edition of a series."""

    def __init__(self, path: Path, period: str | None = None, locale: Locale = "en") -> None:
        self.claims = survey(path, None, period)
        part = told(self.claims)[locale]
        self.title = typed(plain(part.masthead.title))
        self.said = texts(part)
        self.headings = [typed(plain(b.content)) for b in part.blocks if isinstance(b, Heading)]
        self.cards = [c for b in part.blocks if isinstance(b, KeyFigures) for c in b.cards]
        self.captions = [
            typed(plain(b.caption.title)) for b in part.blocks if isinstance(b, Chart | Table)
        ]
        self.tables = [block for block in part.blocks if isinstance(block, Table)]

    @property
    def text(self) -> str:
        """Everything that is read."""
        return "\n".join((self.title, *self.headings, *self.captions, *self.said))


def annual(folder: Path, levels: Mapping[str, Sequence[float]], **series: Any) -> Path:
    """A series of years from 2023 on, with its total published."""
    whole = [round(sum(values), 3) for values in zip(*levels.values(), strict=True)]
    rows = years({**levels, "TOTAL": whole}, "m", 2023)
    package = {"units": EUROS, "segments": [*levels], "non_negative": True, **series}
    return write(folder, "case", rows, package)


def test_the_engine_is_the_largest_contributor_whatever_its_rank(tmp_path: Path) -> None:
    levels: dict[str, list[float]] = {
        "AA": [50, 70],
        "BB": [30, 40],
        "CC": [10, 10.5],
        "DD": [10, 10.4],
    }
    edition = Edition(annual(tmp_path, levels))
    assert "the engines" not in edition.text
    assert edition.said[1].startswith("AA surged by 40.0%")
    assert [card.label for card in edition.cards][1] == "AA"


def test_fastest_is_said_of_the_fastest_of_all_and_of_no_other(tmp_path: Path) -> None:
    levels = {"AA": [500, 510], "BB": [400, 410], "CC": [100, 110], "DD": [100, 170]}
    edition = Edition(annual(tmp_path, {**levels, "EE": [100, 108], "FF": [90, 171]}))
    fast = [text for text in edition.said if "fastest" in text]
    assert all("FF grew fastest" in text for text in fast)
    assert "faster still" not in edition.text


def test_the_largest_faller_is_told_however_small_it_is_now(tmp_path: Path) -> None:
    levels: dict[str, list[float]] = {
        "AA": [100, 80],
        "BB": [100, 50],
        "CC": [100, 20],
        "DD": [100, 0.9],
    }
    edition = Edition(annual(tmp_path, levels))
    assert any(text.startswith("DD plunged by 99.1%, to EUR 0.9 million") for text in edition.said)


def test_a_hundred_percent_is_said_only_where_nothing_is_left(tmp_path: Path) -> None:
    rows = years({"AA": [426441, 158], "BB": [300000, 200], "CC": [200000, 100]}, "v", 2023)
    series = {**VISITORS, "segments": ["AA", "BB", "CC"]}
    edition = Edition(write(tmp_path, "case", rows, series))
    assert edition.title == "Arrivals down 99.95% in 2024"
    assert "100" not in edition.text.replace("100 visitors", "")


def test_a_segment_whose_rows_stop_is_no_final_zero_and_is_told(tmp_path: Path) -> None:
    rows = [
        *years({"AA": [50, 60], "BB": [30, 32], "CC": [15, 18], "TOTAL": [100, 110]}, "m", 2023),
        "2023,DD,5,m,final",
    ]
    series = {"units": EUROS, "segments": ["AA", "BB", "CC", "DD"], "non_negative": True}
    edition = Edition(write(tmp_path, "case", rows, series))
    assert "DD is no longer published; it came to EUR 5 million in 2023." in edition.said
    assert not any("quarter" in heading.lower() for heading in edition.headings)
    rows_of = [[plain(c.content) for c in row.cells] for t in edition.tables for row in t.rows]
    assert not any("0" in row or "0.000" in row for row in rows_of)


def test_a_total_below_zero_has_key_points_levels_and_no_rates(tmp_path: Path) -> None:
    levels = {"AA": [-50, -20], "BB": [-30, -15], "CC": [5, 6]}
    edition = Edition(annual(tmp_path, levels, non_negative=False))
    assert edition.said[0] == (
        "The total stood at −EUR 29 million in 2024, against −EUR 75 million a year earlier."
    )
    assert len(edition.said) > 3
    assert "exports" not in edition.text.lower()


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([500, -300], "The trade balance turned negative in 2024, at −EUR 300 million"),
        ([-300, 200], "The trade balance turned positive in 2024, at EUR 200 million"),
        ([-300, -200], "showed a deficit of EUR 200 million in 2024, against EUR 300 million"),
        ([200, 300], "showed a surplus of EUR 300 million in 2024, against EUR 200 million"),
    ],
)
def test_a_balance_speaks_of_surplus_deficit_and_changes_of_sign(
    levels: list[float], said: str, tmp_path: Path
) -> None:
    noun_of = {
        "fr": {"noun": "solde commercial"},
        "en": {"noun": "trade balance", "article": "the"},
    }
    parts = {"GOODS": [v - 1000 for v in levels], "SERVICES": [1000.0, 1000.0]}
    path = annual(tmp_path, parts, kind="balance", noun=noun_of, non_negative=False)
    assert said in Edition(path).said[0]


def test_a_stock_is_not_summed_over_time_and_says_its_adjustment(tmp_path: Path) -> None:
    rows = grid("AA BB CC", "m", lambda c, i: {"AA": 101, "BB": 61, "CC": 40}[c] + i // 3)
    series = {
        "kind": "stock",
        "adjustment": "seasonal",
        "noun": noun("emploi", "m", "employment"),
        "units": EUROS,
        "segments": ["AA", "BB", "CC"],
    }
    edition = Edition(write(tmp_path, "case", rows, series))
    levels = {c.period.kind for c in edition.claims.every if c.indicator == "LEVEL" and c}
    assert levels == {"quarter"}
    assert "without seasonal adjustment" not in edition.text
    assert "Seasonally adjusted data." in " ".join(edition.said)
    assert not any("rolling year" in text for text in edition.said)


def test_an_index_is_summed_over_nothing_and_a_ratio_moves_in_points(tmp_path: Path) -> None:
    rows = grid("YOUNG ADULT TOTAL", "%", lambda c, i: round(9 + i * 0.1 + len(c), 1))
    series = {
        "kind": "ratio",
        "noun": {"fr": {"noun": "taux"}, "en": {"noun": "rate", "article": "the"}},
        "units": [{"code": "%", "kind": "level", "words": {"fr": "%", "en": "%"}}],
        "segments": ["YOUNG", "ADULT"],
    }
    edition = Edition(write(tmp_path, "case", rows, series))
    assert edition.said[0].endswith("up 0.4 percentage points on the year.")
    shares = [c for c in edition.claims.every if c.indicator in ("SHARE", "CONTRIB_PP", "GROWTH")]
    assert shares == []


def test_amounts_print_no_decimal_that_the_data_lack(tmp_path: Path) -> None:
    units = [{"code": "GWh", "kind": "level", "scale": 9, "words": {"fr": "Wh", "en": "Wh"}}]
    rows = years({"AA": [28437, 29329], "BB": [21241, 21933], "CC": [4703, 5214]}, "GWh", 2023)
    edition = Edition(
        write(tmp_path, "case", rows, {"units": units, "segments": ["AA", "BB", "CC"]})
    )
    assert [card.value.text for card in edition.cards][:2] == ["56,476", "29,329"]
    assert "29,329 billion Wh" in edition.text


def test_units_follow_numbers_unless_they_are_currencies(tmp_path: Path) -> None:
    rows = grid("USA TWN KOR OTH", "v", lambda c, i: 500000 + i * 9000 * (c == "USA"))
    french = Edition(write(tmp_path, "case", rows, VISITORS), locale="fr")
    english = Edition(write(tmp_path, "case", rows, VISITORS))
    assert "millions de visiteurs" in french.said[0]
    assert "million visitors" in english.said[0]
    assert "visitors 5" not in english.text


def test_names_have_their_own_articles_and_gender(tmp_path: Path) -> None:
    levels = {"USA": 410000, "TWN": 90000, "KOR": 520000, "OTH": 900000}
    rows = grid("USA TWN KOR OTH", "v", lambda c, i: levels[c] + i * (9000 if c == "USA" else -500))
    text = Edition(write(tmp_path, "case", rows, VISITORS), locale="fr").text
    assert "La Corée du Sud" in text
    assert "es États-Unis" in text
    assert "Taïwan" in text
    assert not any(wrong in text for wrong in ("le Corée", "e Taïwan r", "l'autres", "le États"))


def test_what_remains_beside_the_segments_has_no_rank(tmp_path: Path) -> None:
    levels = {"USA": 410000, "TWN": 90000, "KOR": 520000, "OTH": 900000}
    rows = grid("USA TWN KOR OTH", "v", lambda c, i: levels[c] + i * (90000 if c == "OTH" else 500))
    edition = Edition(write(tmp_path, "case", rows, VISITORS))
    ranks = [
        c for c in edition.claims.every if c.indicator in ("LEADER", "TOP2_SHARE", "MAIN_DRIVER")
    ]
    assert not any("OTH" in claim.answer for claim in ranks)
    assert not any("ther countries" in text for text in edition.said[:3])


def test_a_new_leader_of_years_is_a_key_point_and_has_led_before(tmp_path: Path) -> None:
    levels = {"COAL": [40, 30, 41], "OIL": [38, 39, 39], "GAS": [20, 20, 21]}
    rows = years(levels, "t", 2022)
    series = {"units": TONNES, "segments": [*levels]}
    edition = Edition(write(tmp_path, "case", rows, series))
    assert "COAL moved back in front of OIL, at 41 tonnes." in edition.said


def test_a_rebound_is_read_against_the_level_before_the_collapse(tmp_path: Path) -> None:
    levels = {"A": [100, 104, 30, 60], "B": [80, 82, 20, 50], "C": [40, 44, 10, 20]}
    edition = Edition(
        write(tmp_path, "case", years(levels), {"units": TONNES, "segments": [*levels]})
    )
    assert any("The total remains 43.5% below its level of 2021." in text for text in edition.said)


def test_a_word_that_begins_small_keeps_its_letter(tmp_path: Path) -> None:
    forms = {"fr": {"short": "iPhone"}, "en": {"short": "iPhone"}}
    levels = {"MAC": [25, 26], "IPAD": [18, 17]}
    rows = years({"IPHONE": [100, 140], **levels}, "t", 2023)
    segments = [{"code": "IPHONE", "forms": forms}, *levels]
    edition = Edition(write(tmp_path, "case", rows, {"units": TONNES, "segments": segments}))
    assert "IPhone" not in edition.text
    assert edition.said[1].startswith("iPhone surged")


def test_a_tiny_base_of_the_relative_rule_is_not_called_very_small(tmp_path: Path) -> None:
    levels = {"CAN": [9000, 9100], "MEX": [8000, 8200], "VEN": [126, 70]}
    edition = Edition(annual(tmp_path, levels))
    assert "very small base" not in edition.text
    assert any("very small part of the total" in heading for heading in edition.headings)


def test_plain_names_stand_for_themselves(tmp_path: Path) -> None:
    forms = named("jeux vidéo", "video games", "p")
    rows = years({"V": [50, 70], "W": [30, 29], "X": [20, 19]}, "t", 2023)
    segments = [{"code": "V", "forms": forms}, "W", "X"]
    edition = Edition(write(tmp_path, "case", rows, {"units": TONNES, "segments": segments}))
    assert "(video games)" not in edition.text.lower()
    assert edition.said[1].startswith("Video games surged")
