"""A file that another program has saved again is the same to its reader."""

from pathlib import Path

import pytest
from proof.built import LANGUAGES, default_build, named
from views.saves import PDF_SAVES, WORD_SAVES

from reportgen.views import Image, View, read_view, regions


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return default_build(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def views(made: Path) -> dict[str, View]:
    names = [f"{language}.{form}" for language in LANGUAGES for form in ("docx", "pdf")]
    return {name: read_view(name, named(made, name).read_bytes()) for name in names}


@pytest.fixture(scope="module")
def painted(views: dict[str, View]) -> dict[str, list[Image]]:
    return {name: images_of(view) for name, view in views.items() if name.endswith("pdf")}


def images_of(view: View) -> list[Image]:
    assert view.pages is not None
    return [view.pages.image(page) for page in range(1, view.pages.count + 1)]


@pytest.mark.parametrize("language", LANGUAGES[-1:])
@pytest.mark.parametrize("save", WORD_SAVES)
def test_a_word_file_saved_again_is_the_same_to_its_reader(
    save: str, language: str, made: Path, views: dict[str, View]
) -> None:
    data = named(made, f"{language}.docx").read_bytes()
    again = WORD_SAVES[save](data)
    assert again != data
    assert_same(views[f"{language}.docx"], read_view("again", again))


@pytest.mark.parametrize("language", LANGUAGES[-1:])
@pytest.mark.parametrize("save", PDF_SAVES)
def test_a_pdf_saved_again_is_the_same_to_its_reader_page_by_page(
    save: str,
    language: str,
    made: Path,
    views: dict[str, View],
    painted: dict[str, list[Image]],
) -> None:
    name = f"{language}.pdf"
    again = read_view("again", PDF_SAVES[save](named(made, name).read_bytes()))
    assert_same(views[name], again)
    pages = zip(painted[name], images_of(again), strict=True)
    assert [regions(before, after) for before, after in pages if regions(before, after)] == []


def assert_same(before: View, after: View) -> None:
    assert {*after.items} ^ {*before.items} == set()
    assert after == before
