"""Draw the pictures of the README from the real PDF files: `python docs/pictures.py`."""

from pathlib import Path

import pypdfium2

DOCS = Path(__file__).parent
BUILT = DOCS.parent / "output" / "2025-S1"
SCALE = 1.4


def main() -> None:
    """Write the first page of both languages as PNG."""
    for language in ("fr", "en"):
        pdf = pypdfium2.PdfDocument(BUILT / f"digital-exports_2025-S1_standard_{language}.pdf")
        page = pdf[0].render(scale=SCALE).to_pil().quantize(64)
        page.save(DOCS / f"page-1-{language}.png", optimize=True)
        pdf.close()


if __name__ == "__main__":
    main()
