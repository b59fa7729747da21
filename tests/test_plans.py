"""Plans and catalogues of a user's folder: what stops a build, and what keeps it to its pages."""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from reportgen.errors import TemplateError
from reportgen.pipeline import build
from reportgen.request import BuildRequest


class Ask(Protocol):
    """Makes a request of a few editions in a folder of its own."""

    def __call__(self, **asked: object) -> BuildRequest: ...


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    request = BuildRequest(
        *(None, None, None, ("standard",), ("fr",), ("pdf",), "final"),
        templates=None,
        output=tmp_path / "output",
    )
    return lambda **asked: replace(request, **asked)


LONG = """
## long-{}
- plain
  fr: Une phrase assez longue pour remplir toute une ligne de la page, et même un peu plus que cela.
  en: A sentence that is long enough to fill a whole line of the page, and even a little more of it.
"""


def write_words(folder: Path, plan: str, statements: str, name: str = "second") -> Path:
    """A folder of one plan and one file of the catalogue."""
    for part, text in (("plans", plan), ("catalogue", statements)):
        (folder / part).mkdir(parents=True)
        (folder / part / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_wrong_word_of_either_language_stops_every_edition(
    locale: str, ask: Ask, tmp_path: Path
) -> None:
    said = {"fr": "Titre", "en": "Title", locale: "12.9"}
    words = f"# Own\n\n## second-title\n- plain\n  fr: {said['fr']}\n  en: {said['en']}\n"
    folder = write_words(tmp_path / "mine", "# second-title\n", words)
    asked = ask(templates=folder, audiences=("standard", "second"), languages=("fr",))
    line = {"fr": 5, "en": 6}[locale]
    with pytest.raises(TemplateError, match=rf'catalogue/second\.md:{line}: "12\.9" is typed'):
        build(asked, lambda _: None)
    assert not (tmp_path / "output").exists()


def test_languages_that_disagree_stop_every_edition(ask: Ask, tmp_path: Path) -> None:
    words = "# Own\n\n## headline\n- level\n  en: {series} stood still.\n"
    folder = write_words(tmp_path / "mine", "# title\n", words)
    with pytest.raises(TemplateError, match=r"en says no figure, fr says amount"):
        build(ask(templates=folder), lambda _: None)
    assert not (tmp_path / "output").exists()


def test_templates_of_the_old_form_are_refused_with_the_way_out(ask: Ask, tmp_path: Path) -> None:
    old = tmp_path / "mine" / "standard"
    old.mkdir(parents=True)
    (old / "fr.md").write_text("# Titre\n\n{% if x %}{{ y }}{% endif %}\n", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"fr\.md: is a template of the old form; .*README"):
        build(ask(templates=tmp_path / "mine"), lambda _: None)


def test_key_points_go_until_a_plan_keeps_to_its_pages_and_a_note_says_so(
    ask: Ask, tmp_path: Path
) -> None:
    points = "\n".join(f"- long-{number}" for number in range(40))
    plan = f"---\npages: 1\npoints: 2\n---\n# title in news\n\n## key-points\n\n{points}\n"
    words = "".join(LONG.format(number) for number in range(40))
    folder = write_words(tmp_path / "mine", plan, f"# Own\n{words}")
    told: list[str] = []
    build(ask(templates=folder, audiences=("second",)), lambda _: None, told.append)
    assert any("key points left out to keep to 1 page" in line for line in told)


def test_a_plan_that_stays_too_long_is_refused_with_what_to_drop(ask: Ask, tmp_path: Path) -> None:
    plan = "---\nextends: standard\npages: 1\n---\n"
    folder = write_words(tmp_path / "mine", plan, "# Own\n")
    with pytest.raises(TemplateError, match=r"fills \d pages, its plan allows 1; drop sections"):
        build(ask(templates=folder, audiences=("second",)), lambda _: None)
