"""What a template may not do is refused, with the file and the line where it stands."""

from pathlib import Path

import pytest
from composed import composed, published, texts, typed, view_of

from reportgen.compose.markdown import Marked
from reportgen.compose.templates import locate, render
from reportgen.compose.voice import Voice
from reportgen.errors import TemplateError


def refused(folder: Path, text: str) -> str:
    with pytest.raises(TemplateError) as refusal:
        composed(folder, text)
    return str(refusal.value).removeprefix(f"{folder.name}/")


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ("{{ 12.9 }}", "float 12.9 cannot be printed as it is; print a claim through a filter"),
        ('{{ level("TOTAL", year) }}', "cannot be printed as it is; print a claim through"),
        ("{{ year.year - 1 }}", "int 2023 cannot be printed as it is"),
        ("{{ segments }}", "tuple ('ITO', 'CRM', 'ESO', 'BPO', 'KPO') cannot be printed"),
        ('{{ level("TOTAL", year) * 2 }}', "unsupported operand"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ 2.5 * 10 ** 400 }}", "too large"),
        ('{{ "ESO" | money }}', "only a claim can be printed, not str"),
        ('{{ level("TOTAL") | money }}', "missing 1 required positional argument: 'period'"),
    ],
)
def test_only_a_filter_prints_a_figure(wrong: str, what: str, tmp_path: Path) -> None:
    told = refused(tmp_path, f"Une phrase.\n\nDonc {wrong} ici.")
    assert told.startswith("own/fr.md:5: ")
    assert what in told


@pytest.mark.parametrize(
    "wrong",
    [
        '{{ level("TOTAL", year).evidence.value }}',
        '{{ level("TOTAL", year).evidence.value | string }}',
        '{{ level("TOTAL", year).evidence.low ~ "" }}',
        '{{ [level("TOTAL", year)] | map(attribute="evidence.high") | join }}',
        '{{ (level("TOTAL", year) | attr("evidence")).formula }}',
        '{{ level("TOTAL", year)["evidence"].value | round }}',
    ],
)
def test_the_proof_of_a_claim_is_out_of_reach(wrong: str, tmp_path: Path) -> None:
    told = refused(tmp_path, wrong)
    assert told.startswith("own/fr.md:3: access to attribute 'evidence' of 'Claim' object is")


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ('{{ growth("EOS", year) | pct }}', 'unknown subject "EOS"; did you mean "ESO"?'),
        ('{{ the("CRMM") }}', 'unknown subject "CRMM"; did you mean "CRM"?'),
        ('{{ levle("ESO", year) | money }}', "'levle' is undefined; did you mean \"level\"?"),
        ('{{ text("sourceline") }}', 'unknown text "sourceline"; did you mean "source_line"?'),
        ("{{ growth(ESO, year) | pct }}", "'ESO' is undefined"),
        ('{{ "x" | monney }}', "No filter named 'monney'"),
        ('{{ note("roadmapp") }}', 'no editorial note named "roadmapp"'),
    ],
)
def test_a_misspelt_name_is_told_with_the_nearest_one(
    wrong: str, what: str, tmp_path: Path
) -> None:
    told = refused(tmp_path, f"Une phrase.\n{wrong}")
    assert told.startswith("own/fr.md:4: ")
    assert what in told


@pytest.mark.parametrize(
    "wrong",
    [
        "{{ year.__class__ }}",
        "{{ year.__class__.__mro__ }}",
        "{{ level.__globals__ }}",
        "{{ (segments | first).__class__ }}",
        '{{ year | attr("__class__") }}',
        '{{ [1].append("XYZ") }}',
        '{{ "{0.__class__}".format(year) }}',
    ],
)
def test_the_sandbox_has_no_way_out(wrong: str, tmp_path: Path) -> None:
    told = refused(tmp_path, wrong)
    assert told.startswith("own/fr.md:3: ")
    assert "unsafe" in told or "not safely callable" in told


@pytest.mark.parametrize("name", ["range", "dict", "lipsum", "cycler", "joiner"])
def test_a_template_knows_no_function_but_those_of_the_claims(name: str, tmp_path: Path) -> None:
    assert f"'{name}' is undefined" in refused(tmp_path, f"{{{{ {name}() }}}}")


@pytest.mark.parametrize(
    ("wrong", "line", "what"),
    [
        ("Une phrase.\n{% if %}", 4, "Expected an expression"),
        ("{% if year %}\nUne phrase.", 4, "Unexpected end of template"),
        ("Une phrase.\n\n{{ level( }}", 5, "unexpected '}'"),
        ('Une phrase.\n{% include "own/absent.md" %}', 4, 'template "own/absent.md" not found'),
        ('{% import "phrases/it.md" as say %}', 3, 'template "phrases/it.md" not found'),
    ],
)
def test_a_wrong_statement_is_told_with_its_line(
    wrong: str, line: int, what: str, tmp_path: Path
) -> None:
    told = refused(tmp_path, wrong)
    assert told.startswith(f"own/fr.md:{line}: ")
    assert what in told


def test_a_mistake_inside_a_macro_is_told_where_the_macro_stands(tmp_path: Path) -> None:
    phrases = tmp_path / "phrases" / "mine.md"
    phrases.parent.mkdir()
    phrases.write_text("{% macro said(claim) %}\n{{ claim }}\n{% endmacro %}\n")
    text = '{% import "phrases/mine.md" as say %}\n{{ say.said(level("TOTAL", year)) }}'
    assert refused(tmp_path, text).startswith("phrases/mine.md:2: Claim ")


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    voice = Voice(view_of(published()), Marked(), str)
    with pytest.raises(TemplateError, match=r'^absent/fr\.md: template "absent/fr\.md"'):
        render("absent/fr.md", voice, tmp_path)


def test_a_filter_shared_by_both_languages_answers_in_each(tmp_path: Path) -> None:
    shared = tmp_path / "phrases" / "shared.md"
    shared.parent.mkdir()
    shared.write_text('{% macro pair() %}{{ ["ITO", "CRM"] | listed }}{% endmacro %}')
    text = '{% import "phrases/shared.md" as say %}\n{{ say.pair() }}.'
    assert texts(composed(tmp_path, text)) == ["ITO et CRM."]
    assert texts(composed(tmp_path, text, locale="en")) == ["ITO and CRM."]


def test_words_and_periods_may_be_printed_as_they_are(tmp_path: Path) -> None:
    text = 'Mot {{ "exact" }}, année {{ year }}, période {{ half }}.'
    assert texts(composed(tmp_path, text)) == ["Mot exact, année 2024, période 2025-S1."]


def test_a_template_that_changes_is_read_again(tmp_path: Path) -> None:
    assert texts(composed(tmp_path, "Avant.")) == ["Avant."]
    assert texts(composed(tmp_path, "Après.")) == ["Après."]


def test_an_exhibit_is_located_in_the_lines_of_its_template(tmp_path: Path) -> None:
    template = tmp_path / "own" / "fr.md"
    template.parent.mkdir()
    template.write_text("# Titre\n\n![](chart:x)\n")
    assert typed(locate("own/fr.md", "chart:x", tmp_path)) == f"{tmp_path.name}/own/fr.md:3"
    assert locate("own/fr.md", "chart:y", tmp_path) == f"{tmp_path.name}/own/fr.md"
    assert locate("standard/fr.md", "(table:annex)", tmp_path).startswith("templates/standard/fr.")
