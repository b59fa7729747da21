"""Draw the pages of the documentation from the real PDF files: `python docs/pictures.py`."""

from pathlib import Path

import pypdfium2
from PIL.Image import Quantize

DOCS = Path(__file__).parent
BUILT = DOCS.parent / "output" / "2025-S1"
SCALE = 1.4
COLOURS = 256  # by an octree: a median cut drops the colour of a thin rule
HEADS = {"fr": "Les pages en français", "en": "The pages in English"}


def main() -> None:
    """Write every page of both languages as PNG, and the page that shows them all."""
    lines = [
        "# The standard briefing, page by page",
        "",
        "The first half of 2025, as `make briefing` writes it; drawn by `python docs/pictures.py`.",
    ]
    for language, head in HEADS.items():
        lines += ["", f"## {head}", ""]
        pdf = pypdfium2.PdfDocument(BUILT / f"digital-exports_2025-S1_standard_{language}.pdf")
        for number in range(1, len(pdf) + 1):
            name = f"page-{number}-{language}.png"
            page = (
                pdf[number - 1].render(scale=SCALE).to_pil().quantize(COLOURS, Quantize.FASTOCTREE)
            )
            page.save(DOCS / name, optimize=True)
            lines.append(f"![Page {number} of the standard briefing, {language}]({name})")
        pdf.close()
    (DOCS / "pages.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
