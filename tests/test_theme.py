"""The look: measures of the page, fonts, colours that everyone can read, and who publishes."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.errors import TemplateError
from reportgen.publisher import Publisher, load_publisher
from reportgen.resources import shipped
from reportgen.theme import ThemeFile, Weight, contrast, load_theme

THEME = load_theme()
PAPER = THEME.colours["paper"]
MILLIMETRE = 72 / 25.4
TEXT, GRAPHICS = 4.5, 3.0  # contrast floors of WCAG 2.2, 1.4.3 and 1.4.11
NEW_CODES = [f"NEW{number}" for number in range(len(THEME.other_fills))]


def test_the_page_is_a4_in_points() -> None:
    page = THEME.page
    assert (page.width, page.height) == pytest.approx((595.276, 841.890), abs=0.001)
    assert (page.left, page.right) == pytest.approx((25 * MILLIMETRE, 25 * MILLIMETRE))
    assert page.measure == pytest.approx(160 * MILLIMETRE)


def test_the_columns_and_their_gutters_fill_the_text_block() -> None:
    page = THEME.page
    assert page.columns == 4
    assert page.column == pytest.approx(36.25 * MILLIMETRE)
    assert page.span(4) == pytest.approx(page.measure)
    assert page.start(0) == 0
    assert page.start(2) == pytest.approx(page.span(2) + page.gutter)
    assert page.start(3) + page.span(1) == pytest.approx(page.measure)


def test_every_weight_has_a_font_file_of_its_own() -> None:
    weights: tuple[Weight, ...] = ("regular", "semibold", "italic", "bold")
    files = [THEME.fonts.file(weight) for weight in weights]
    assert [file.path.name for file in files] == [
        f"BriefingSans-{style}.ttf" for style in ("Regular", "SemiBold", "Italic", "Bold")
    ]
    assert all(file.data == file.path.read_bytes() for file in files)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#0A0A0A", "#FFFFFF", 19.80),
        ("#FF0000", "#FFFFFF", 4.0),
        ("#767676", "#FFFFFF", 4.54),
        ("#0000FF", "#FFFFFF", 8.59),
    ],
)
def test_contrast_is_that_of_the_accessibility_guidelines(
    one: str, other: str, ratio: float
) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("style", THEME.type)
def test_text_of_every_style_can_be_read_on_paper(style: str) -> None:
    assert contrast(THEME.type[style].colour, PAPER) >= TEXT


@pytest.mark.parametrize("style", THEME.type)
def test_lines_of_text_do_not_touch(style: str) -> None:
    line = THEME.type[style]
    assert line.leading >= 1.15 * line.size


@pytest.mark.parametrize("code", [*THEME.fills, *NEW_CODES])
def test_the_colour_of_every_segment_can_be_seen_and_read(code: str) -> None:
    theme = THEME.for_series(NEW_CODES)
    assert contrast(theme.fill(code), PAPER) >= GRAPHICS
    assert contrast(theme.text_of(code), PAPER) >= TEXT
    assert contrast(theme.text_on(code), theme.fill(code)) >= TEXT


@pytest.mark.parametrize("style", THEME.type)
def test_text_of_every_style_can_be_read_on_the_watermark(style: str) -> None:
    assert contrast(THEME.type[style].colour, THEME.colours["watermark"]) >= TEXT


@pytest.mark.parametrize("code", [*THEME.fills, *NEW_CODES])
def test_labels_of_every_segment_can_be_read_on_the_watermark(code: str) -> None:
    assert contrast(THEME.for_series(NEW_CODES).text_of(code), THEME.colours["watermark"]) >= TEXT


def test_the_watermark_can_be_seen_on_paper_and_printed_in_grey() -> None:
    watermark = THEME.colours["watermark"]
    assert contrast(watermark, PAPER) >= 1.15
    channels = [int(watermark[at : at + 2], 16) for at in (1, 3, 5)]
    assert max(channels) - min(channels) < 10  # nearly grey: a grey print keeps the contrast


def test_rules_can_be_seen_on_paper() -> None:
    assert contrast(THEME.colours["rule"], PAPER) >= GRAPHICS


def test_a_light_fill_is_not_used_as_text() -> None:
    assert THEME.fill("ESO") == "#D57733"
    assert THEME.text_of("ESO") == "#A9511A"
    assert THEME.text_on("ESO") == THEME.colours["ink"]
    others = THEME.for_series(NEW_CODES)
    light = [code for code in NEW_CODES if others.fill(code) in ("#D57733", "#1976C4")]
    assert [others.text_of(code) for code in light] == [THEME.colours["ink"]] * 2


def test_the_colour_of_an_earlier_period_is_a_third_of_the_segments_own() -> None:
    # 0x15, 0x52, 0x18 are 21, 82, 24: 255 - 0.35 x (234, 173, 231) = 173.1, 194.45, 174.15.
    assert (THEME.fill("BPO"), THEME.earlier("BPO")) == ("#155218", "#ADC2AE")


def test_segments_of_another_series_get_the_spare_colours_in_order() -> None:
    theme = THEME.for_series(["A", "B", "C"])
    assert [theme.fill(code) for code in "ABC"] == ["#20224D", "#1976C4", "#D57733"]
    assert theme.fill("ITO") == THEME.fill("ITO")


def test_a_spare_colour_is_not_given_twice_in_one_series() -> None:
    theme = THEME.for_series(["ITO", "A", "CRM", "B"])
    assert [theme.fill(code) for code in ("ITO", "A", "CRM", "B")] == [
        *("#20224D", "#D57733", "#1976C4", "#155218"),
    ]


def test_a_series_longer_than_the_palette_begins_it_again() -> None:
    many = [f"S{number}" for number in range(8)]
    theme = THEME.for_series(many)
    assert [theme.fill(code) for code in many] == [*THEME.other_fills, *THEME.other_fills[:2]]


def test_a_code_that_no_series_named_still_has_a_colour() -> None:
    assert THEME.fill("UNKNOWN") in THEME.other_fills


def own_theme(folder: Path, old: str, new: str) -> Path:
    """Write the shipped theme with one change into a user's folder."""
    text = (shipped("templates") / "theme.toml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / "theme.toml").write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_the_theme_of_the_user_wins(tmp_path: Path) -> None:
    own = load_theme(own_theme(tmp_path, 'BPO = "#155218"', 'BPO = "#00ff00"'))
    assert (own.fill("BPO"), own.text_of("BPO")) == ("#00ff00", THEME.colours["ink"])
    own = load_theme(own_theme(tmp_path, 'BPO = "#155218"', 'BPO = "#000000"'))
    assert own.earlier("BPO") == "#A6A6A6"  # 255 x 0.65 = 165.75


def test_a_font_of_the_user_wins(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    font = tmp_path / "fonts" / "BriefingSans-Bold.ttf"
    font.write_bytes(b"")
    assert load_theme(tmp_path).fonts.file("bold").path == font


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('ink = "#1F2933"', 'ink = "black"', 'colour "black" is not written as #1F2933'),
        ('ESO = "#A9511A"', 'ESO = "#A9511"', 'colour "#A9511" is not written as #1F2933'),
        ('fills = ["#20224D",', 'fills = ["navy",', 'colour "navy" is not written as #1F2933'),
        ("columns = 4\n", "", "'columns'"),
        ("watermark = ", "water = ", "'watermark'"),
        ("[charts.heights]", "[charts.height]", "'heights'"),
        ('watermark = "#E8EBEF"', 'watermark = "#000000"', "watermark #000000 is too dark"),
        ('charts = "native"', 'charts = "svg"', 'docx.charts "svg" is none of native, picture'),
        (
            'picture_audiences = ["executive", "press"]',
            'picture_audiences = "executive"',
            "docx.picture_audiences is no list of names",
        ),
        ("width = 210\n", 'width = "210"\n', "can't multiply sequence by non-int of type 'float'"),
        (
            'body = ["regular",',
            'body = ["heavy",',
            'weight "heavy" is none of regular, semibold, italic, bold',
        ),
        ('theme = ["regular", 12, 15, "muted",', 'theme = ["regular", 12, 15, "grey",', "'grey'"),
        ('status = ["semibold", 8.5,', 'status = ["semibold",', "not enough values to unpack"),
        ("fonts/BriefingSans-Bold.ttf", "fonts/None.ttf", "font file fonts/None.ttf not found"),
        ("card_height = 90", "crad_height = 90", "measures.crad_height is no measure of the house"),
        ("card_height = 90", 'card_height = "90"', "measures.card_height is '90', not 0 to less"),
        ("card_height = 90", "card_height = -0.5", "measures.card_height is -0.5, not 0 to less"),
        ("card_height = 90", "card_height = nan", "measures.card_height is nan, not 0 to less"),
        ("card_height = 90", "card_height = 842", "less than 841.89 points"),
        ("card_height = 90", "card_height = true", "measures.card_height is True, not 0 to less"),
        (
            "\nterm_columns = 1 ",
            "\nterm_columns = 4 ",
            "is 4, not 0 to less than 4 columns",
        ),
        ("\nterm_columns = 1 ", "\nterm_columns = 1.5 ", "measures.term_columns is 1.5, not 0"),
        ("[page]", "[page", "Expected ']' at the end of a table declaration"),
    ],
)
def test_a_malformed_theme_is_refused_with_its_file_and_the_reason(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    own = own_theme(tmp_path, old, new)
    with pytest.raises(TemplateError, match=re.escape(reason)) as refused:
        load_theme(own)
    assert str(refused.value).startswith(f"{own / 'theme.toml'}: ")


def theme_with_measures(folder: Path, measures: str) -> Path:
    """Write the shipped theme with other house measures into a user's folder."""
    text = (shipped("templates") / "theme.toml").read_text(encoding="utf-8")
    start, end = text.index("[measures]"), text.index("[fonts]")
    (folder / "theme.toml").write_text(text[:start] + measures + text[end:], encoding="utf-8")
    return folder


def test_an_older_theme_without_measures_has_the_shipped_ones(tmp_path: Path) -> None:
    assert load_theme(theme_with_measures(tmp_path, "")) == THEME


def test_the_shipped_measures_fill_in_what_a_theme_leaves_out(tmp_path: Path) -> None:
    own = load_theme(theme_with_measures(tmp_path, "[measures]\ncard_height = 72.5\n"))
    assert own.measures == replace(THEME.measures, card_height=72.5)
    assert own != THEME


def test_measures_that_are_no_table_are_refused(tmp_path: Path) -> None:
    own = theme_with_measures(tmp_path, "")
    text = (own / "theme.toml").read_text(encoding="utf-8")
    (own / "theme.toml").write_text(f"measures = 90\n{text}", encoding="utf-8")
    with pytest.raises(TemplateError, match="measures is no table of lengths"):
        load_theme(own)


def test_an_audience_sees_its_own_lines_and_measures(tmp_path: Path) -> None:
    own = load_theme(theme_with_measures(tmp_path, "[measures]\npress_card_height = 60\n"))
    press = own.seen_by("press")
    assert press.measures == replace(own.measures, card_height=60)
    assert press.type == own.type
    executive = own.seen_by("executive")
    assert executive.type["title"] == own.type["executive_title"]
    assert executive.measures.title_margin_columns == 1
    assert own.seen_by("standard") is own


def test_a_theme_that_says_nothing_of_word_has_native_charts(tmp_path: Path) -> None:
    text = (shipped("templates") / "theme.toml").read_text(encoding="utf-8")
    start, end = text.index("[docx]"), text.index("# style = ")
    own = tmp_path / "mine"
    own.mkdir()
    (own / "theme.toml").write_text(text[:start] + text[end:], encoding="utf-8")
    assert load_theme(own).word.charts_for("executive") == "native"


def with_letterhead(folder: Path, entry: str) -> Path:
    """Write the shipped theme with an entry in its table for Word into a user's folder."""
    table = "\n[docx]\n"
    text = (shipped("templates") / "theme.toml").read_text(encoding="utf-8")
    text = text if table in text else text + table
    (folder / "theme.toml").write_text(text.replace(table, f"{table}{entry}\n"), encoding="utf-8")
    return folder


def test_the_letterhead_stands_beside_the_theme_and_the_shipped_look_has_none(
    tmp_path: Path,
) -> None:
    (tmp_path / "ours").mkdir()
    file = tmp_path / "ours" / "letter.docx"
    file.write_bytes(b"")
    own = load_theme(with_letterhead(tmp_path, 'letterhead = "ours/letter.docx"'))
    assert own.letterhead == ThemeFile.read(file)
    assert THEME.letterhead is None


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ('letterhead = "letter.docx"', "letter.docx is not a file; put it beside theme.toml"),
        ("letterhead = true", "is not the name of a file; write"),
        ('letterhead = ""', "is not the name of a file; write"),
    ],
)
def test_a_letterhead_that_is_not_there_is_named_with_its_key(
    tmp_path: Path, entry: str, reason: str
) -> None:
    with pytest.raises(TemplateError, match=re.escape(reason)) as refused:
        load_theme(with_letterhead(tmp_path, entry))
    assert str(refused.value).startswith(f"{tmp_path / 'theme.toml'}: docx.letterhead: ")


def test_the_publisher_stands_in_both_languages() -> None:
    assert load_publisher("fr").name == "Votre organisation"
    assert load_publisher("en").name == "Your organisation"


def test_the_publisher_of_the_user_wins(tmp_path: Path) -> None:
    text = '[fr]\nname = "Office des Changes"\ncontact = "oc.example"\n'
    (tmp_path / "publisher.toml").write_text(text, encoding="utf-8")
    assert load_publisher("fr", tmp_path) == Publisher("Office des Changes", "oc.example")


@pytest.mark.parametrize(
    "text", ['[en]\nname = "A"\ncontact = "B"', '[fr]\nname = "A"', 'fr = "A"']
)
def test_a_publisher_without_its_name_and_contact_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "publisher.toml"
    path.write_text(text, encoding="utf-8")
    message = re.escape(f"{path}: [fr] lacks its name or its contact")
    with pytest.raises(TemplateError, match=f"^{message}$"):
        load_publisher("fr", tmp_path)
