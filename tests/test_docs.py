"""What can go stale in the documentation is made from the code, and compared with it."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "commands.py"))["page"]
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page() == written, "run python docs/commands.py"


def test_the_readme_names_the_files_that_a_default_build_makes() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for language in ("fr", "en", "fr-en"):
        for file_format in ("pdf", "docx"):
            name = f"output/2025-S1/digital-exports_2025-S1_standard_{language}.{file_format}"
            assert name in readme


def test_every_file_that_the_readme_links_to_is_there() -> None:
    assert missing(ROOT / "README.md") == missing(ROOT / "docs" / "pages.md") == []


def missing(page: Path) -> list[str]:
    """The files that a page of the documentation links to or shows, and that are not there."""
    text = page.read_text(encoding="utf-8")
    links = [part.split(")")[0] for part in text.split("](")[1:]]
    pictures = [part.split('"')[0] for part in text.split('src="')[1:]]
    local = [link for link in (*links, *pictures) if ":" not in link]
    assert len(local) > 5
    return [link for link in local if not (page.parent / link).exists()]
