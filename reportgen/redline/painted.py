"""Where the pages of two PDF files look otherwise, whatever their text says."""

from collections.abc import Iterator, Sequence

from reportgen.redline.model import Difference
from reportgen.views import PageImages, Region, regions

_QUOTED = 80  # characters


def painted(
    built: PageImages, file: PageImages, found: Sequence[Difference]
) -> Iterator[Difference]:
    """Yield the first place of each page that looks otherwise and that no difference tells yet."""
    if built.count != file.count:
        pages = (f"{images.count} pages" for images in (built, file))
        yield Difference("page altered", True, "the file", *pages)
    for number in range(1, min(built.count, file.count) + 1):
        told = any(each.place.startswith(f"page {number}") for each in found)
        silent: list[tuple[Region, str, str]] = []
        for region in regions(built.image(number), file.image(number)):
            old, new = (images.words(number, region) for images in (built, file))
            silent += [] if told and old != new else [(region, old, new)]
        if silent:
            region, old, new = silent[0]
            yield _difference(number, region, old, new, len(silent) - 1)


def _difference(number: int, region: Region, old: str, new: str, others: int) -> Difference:
    where = f"around “{old[:_QUOTED]}”" if old else _place(region)
    more = f" and at {others} other place{'s' * (others > 1)}" if others else ""
    shown = new if new != old else "the same text, but other signs or colours on the page"
    return Difference("painted otherwise", True, f"page {number}", f"{where}{more}", shown)


def _place(region: Region) -> str:
    return f"at {region.left:.0f} to {region.right:.0f} points across, {region.top:.0f} down"
