"""The palette of the theme, for readers who see few colours and for grey print."""

from itertools import combinations, pairwise
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from reportgen.theme import contrast, load_theme

THEME = load_theme()
SEGMENTS = ("ITO", "CRM", "ESO", "BPO", "KPO")
Colour = tuple[float, float, float]

# Machado, Oliveira and Fernandes (2009), severity 100 %, on linear RGB.
VISION = {
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)


@pytest.mark.parametrize(
    ("vision", "floor"), [("deuteranopia", 18), ("protanopia", 18), ("tritanopia", 15)]
)
def test_two_segments_stay_apart_for_colour_blind_readers(vision: str, floor: float) -> None:
    seen = [lab(times(VISION[vision], linear(THEME.fill(code)))) for code in SEGMENTS]
    assert min(difference(one, other) for one, other in combinations(seen, 2)) >= floor


def test_two_segments_stay_apart_in_grey_print() -> None:
    lightness = sorted(lab(linear(THEME.fill(code)))[0] for code in SEGMENTS)
    assert min(above - below for below, above in pairwise(lightness)) >= 7


@pytest.mark.parametrize("code", [*SEGMENTS, "CORE", "REMAINDER", "TOTAL"])
def test_a_fill_stands_out_from_paper_and_carries_text(code: str) -> None:
    assert contrast(THEME.fill(code), THEME.colours["paper"]) >= 3.1
    assert contrast(THEME.text_of(code), THEME.colours["paper"]) >= 4.5
    assert contrast(THEME.text_on(code), THEME.fill(code)) >= 4.5


def test_the_difference_agrees_with_a_published_pair() -> None:
    # Sharma, Wu and Dalal (2005), pair 1 of their test data.
    one, other = (50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485)
    assert difference(one, other) == pytest.approx(2.0425, abs=1e-4)


def linear(colour: str) -> Colour:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in bytes.fromhex(colour[1:]))
    )
    return red, green, blue


def times(matrix: tuple[Colour, ...], colour: Colour) -> Colour:
    first, second, third = (
        min(max(sum(a * b for a, b in zip(row, colour, strict=True)), 0.0), 1.0) for row in matrix
    )
    return first, second, third


def lab(colour: Colour) -> Colour:
    ratios = (value / white for value, white in zip(times(XYZ, colour), WHITE, strict=True))
    x, y, z = (
        ratio ** (1 / 3) if ratio > 0.008856 else 7.787 * ratio + 16 / 116 for ratio in ratios
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Colour, other: Colour) -> float:
    """Return CIEDE2000."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_chroma = (hypot(a1, b1) + hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7))
    c1, c2 = hypot(stretch * a1, b1), hypot(stretch * a2, b2)
    h1 = degrees(atan2(b1, stretch * a1)) % 360
    h2 = degrees(atan2(b2, stretch * a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180
    hue = (h1 + turn / 2) % 360
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    shape = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    by_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * shape)
    rotation = (
        -2
        * sqrt(chroma**7 / (chroma**7 + 25**7))
        * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    )
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)
