"""How the default briefing is written, on the published data and on a full quarterly grid."""

import re
from statistics import median

import pytest
from composed import (
    OPEN,
    SYNTHETIC,
    body,
    briefing_of,
    published,
    running_text,
    sentences,
    standard,
    synthetic,
    typed,
)
from model_lines import model_lines

from reportgen.briefing import BulletList, Callout, Chart, Heading, Locale, Part, Table, plain
from reportgen.claims import ClaimSet
from reportgen.compose.forms import CLOSE
from reportgen.compose.forms import OPEN as MARK

LONGEST_TITLE = 70
FEWEST_WORDS, MOST_WORDS = 500, 750
MOST_FIGURES, MEDIAN_WORDS = 4, 22
PERIODS = ("2024", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-S1")
LOCALES: tuple[Locale, ...] = ("fr", "en")
# A year is no figure, nor is the number of a figure or table that a sentence refers to.
NUMERAL = re.compile(
    r"(?i)(?<!figure )(?<!tableau )(?<!table )(?<![\w,.])(?!20\d\d\b)\d[\d ]*(?:[.,]\d+)?"
)


@pytest.fixture(params=[("", p) for p in ("2024", "2025-S1")] + [(SYNTHETIC, p) for p in PERIODS])
def findings(request: pytest.FixtureRequest) -> ClaimSet:
    data, period = request.param
    return synthetic(period) if data else published(period)


@pytest.fixture(params=LOCALES)
def part(request: pytest.FixtureRequest, findings: ClaimSet) -> Part:
    return standard(findings, request.param)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_text_takes_as_long_as_a_minister_has(locale: Locale) -> None:
    blocks = body(standard(published(), locale))
    headings = [plain(block.content) for block in blocks if isinstance(block, Heading)]
    words = [word for text in (*headings, *running_text(blocks)) for word in typed(text).split()]
    assert FEWEST_WORDS <= len(words) <= MOST_WORDS


def test_no_sentence_holds_more_than_four_figures(part: Part) -> None:
    for sentence in sentences(body(part)):
        assert sentence.count(OPEN) <= MOST_FIGURES, sentence
        assert len(NUMERAL.findall(typed(sentence))) <= MOST_FIGURES, sentence


def test_half_of_the_sentences_are_short(part: Part) -> None:
    lengths = [len(typed(sentence).split()) for sentence in sentences(body(part))]
    assert median(lengths) <= MEDIAN_WORDS


def test_every_figure_of_the_text_is_a_proven_one(part: Part) -> None:
    for sentence in sentences(body(part)):
        words = re.sub(rf"{OPEN}[^⟧]*⟧", "", sentence)
        assert NUMERAL.findall(typed(words)) == [], sentence


def test_every_sentence_ends_with_its_stop(part: Part) -> None:
    assert [text for text in running_text(part.blocks) if not text.endswith((".", "…"))] == []


def test_every_sentence_begins_with_a_capital_or_a_figure(part: Part) -> None:
    wrong = [s for s in sentences(part.blocks) if not s[0].isupper() and s[0] != OPEN]
    assert wrong == []


def test_no_space_is_doubled_or_stands_before_a_comma_or_a_stop(part: Part) -> None:
    lines = model_lines(briefing_of(part))
    assert [line for line in lines if re.search(r"\s\s|\s[,.](?!\d)|\( | \)|\(\)", line)] == []


def test_no_mark_and_no_empty_word_is_left_in_the_text(part: Part) -> None:
    lines = model_lines(briefing_of(part))
    left = re.compile(rf"[{MARK}{CLOSE}]|\bNone\b|\bnan\b|[{{}}]|\*\*|\bFalse\b|\bTrue\b")
    assert [line for line in lines if left.search(line)] == []


def test_no_sentence_is_said_twice(part: Part) -> None:
    said = sentences(part.blocks)
    assert len(set(said)) == len(said)


def test_every_exhibit_has_a_takeaway_a_subtitle_and_its_number(part: Part) -> None:
    exhibits = [block for block in part.blocks if isinstance(block, Chart | Table)]
    for kind in (Chart, Table):
        labels = [b.caption.label.split("\u00a0")[1] for b in exhibits if isinstance(b, kind)]
        assert labels == [str(number) for number in range(1, len(labels) + 1)]
    assert all(plain(b.caption.title) and b.caption.subtitle and b.source for b in exhibits)


def test_titles_of_exhibits_are_short(part: Part) -> None:
    captions = [b.caption for b in part.blocks if isinstance(b, Chart | Table)]
    titles = [typed(plain(caption.title)) for caption in captions]
    assert [title for title in titles if len(title) > LONGEST_TITLE] == []


def test_no_heading_is_left_without_content(part: Part) -> None:
    for block, following in zip(part.blocks, part.blocks[1:], strict=False):
        if isinstance(block, Heading) and isinstance(following, Heading):
            assert following.level > block.level


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize(
    ("locale", "word", "notice"),
    [
        ("fr", "Données synthétiques", "Données synthétiques : ces chiffres n'ont pas été publiés"),
        ("en", "Synthetic data", "Synthetic data: these figures were not published"),
    ],
)
def test_synthetic_data_say_so_on_the_first_page_and_in_every_running_head(
    period: str, locale: Locale, word: str, notice: str
) -> None:
    part = standard(synthetic(period), locale)
    assert word in part.masthead.tags  # writers repeat the tags in the running head
    first = part.blocks[0]
    assert isinstance(first, Callout)
    assert typed(plain(first.content)).startswith(notice)
    exhibits = [block for block in part.blocks if isinstance(block, Chart | Table)]
    assert all(exhibit.source.split(": ")[1].startswith(word) for exhibit in exhibits)


def test_a_high_or_a_low_is_said_of_the_year_that_was_searched(part: Part) -> None:
    turns = [s for s in sentences(part.blocks) if re.search("trimestre suivant|following qu", s)]
    assert [s for s in turns if not re.search("point (haut|bas) de l.année|for the year", s)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_published_data_are_never_called_synthetic(locale: Locale) -> None:
    lines = model_lines(briefing_of(standard(published(), locale)))
    assert not any("synth" in line.lower() for line in lines)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_key_points_are_three_to_six(locale: Locale) -> None:
    for findings in (published(), published("2024"), synthetic("2025-S1"), synthetic("2025-Q1")):
        points = next(b for b in standard(findings, locale).blocks if isinstance(b, BulletList))
        assert 3 <= len(points.items) <= 6
