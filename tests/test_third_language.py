"""A language is its record and its words: a third one is built and proven without other code."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import cast

import pytest
from spanish import SPANISH, write_data, write_templates

from reportgen.cli import main
from reportgen.l10n import LANGUAGES
from reportgen.l10n.language import Language, Locale
from reportgen.pipeline import build
from reportgen.request import BuildRequest


@pytest.mark.parametrize(
    ("audience", "language", "file_format"),
    [("standard", "es", "docx"), ("executive", "all", "pdf")],
)
def test_editions_of_a_third_language_are_built_and_proven(
    audience: str,
    language: str,
    file_format: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(cast(MutableMapping[Locale, Language], LANGUAGES), "es", SPANISH)
    write_templates(tmp_path / "mine")
    request = BuildRequest(
        data=write_data(tmp_path / "data"),
        as_of=None,
        period=None,
        audiences=(audience,),
        languages=(language.replace("all", "fr-en-es"),),
        formats=(file_format,),
        status="final",
        templates=tmp_path / "mine",
        output=tmp_path / "output",
    )
    (product,) = build(request, lambda _: None)
    assert main(["check", str(product.path)]) == 0
    assert ": as built: " in capsys.readouterr().out
