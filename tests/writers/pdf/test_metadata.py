"""What a file says about itself."""

import io

import pytest
from PIL import ImageCms

from reportgen.errors import DataError
from reportgen.writers.pdf.metadata import moment_of, srgb_profile


@pytest.mark.parametrize(
    ("released", "moment"),
    [
        ("2025", (2025, 1, 1, 0, 0, 0)),
        ("2025-10", (2025, 10, 1, 0, 0, 0)),
        ("2025-10-20", (2025, 10, 20, 0, 0, 0)),
    ],
)
def test_a_partial_date_is_its_first_moment(released: str, moment: tuple[int, ...]) -> None:
    assert moment_of(released) == moment


@pytest.mark.parametrize("released", ["", "October 2025", "20/10/2025"])
def test_a_date_that_is_not_iso_is_refused(released: str) -> None:
    with pytest.raises(DataError, match="not an ISO date"):
        moment_of(released)


def test_the_colour_profile_is_srgb_to_a_colour_engine() -> None:
    own = ImageCms.getOpenProfile(io.BytesIO(srgb_profile()))
    transform = ImageCms.buildTransform(own, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    from PIL import Image

    ramp = Image.new("RGB", (256, 1))
    ramp.putdata([(level, 255 - level, level // 2) for level in range(256)])
    result = ImageCms.applyTransform(ramp, transform)
    assert result is not None
    pairs = zip(ramp.tobytes(), result.tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) <= 1
