"""The command line: options in, one call, lines out.

Heavy imports stand inside the command bodies, so that `--help` answers at once.
"""

import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from reportgen import __version__
from reportgen.errors import OutputError, Problem, ReportgenError, did_you_mean
from reportgen.period import parse_period
from reportgen.request import FORMATS, STATUSES, BuildRequest, language_choices
from reportgen.terminal import progress, terminable

if TYPE_CHECKING:
    from reportgen.pipeline import Product
    from reportgen.proof.answer import Answer

INTERRUPTED = 130
_RARELY = 1_000_000  # a run is short and makes few cycles: each look at all it imported costs 50 ms

Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of one run; every problem is a line on stderr."""
    gc.set_threshold(_RARELY)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        with terminable():
            returned = commands.main(arguments, prog_name="reportgen", standalone_mode=False)
    except ReportgenError as error:
        return _refused(error)
    except click.Abort:
        click.echo("interrupted; no set of files is half-written", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except OSError as error:
        where = "" if error.filename is None else str(error.filename)
        return _refused(OutputError(Problem(where, error.strerror or str(error))))
    return returned if isinstance(returned, int) else 0


def run() -> NoReturn:
    """Run the command and leave at once.

    Taking the interpreter's modules down in order would cost a tenth of a build and save nothing.
    """
    try:
        code = main()
    except KeyboardInterrupt:  # a second one, while the first is told
        code = INTERRUPTED
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


def _refused(error: ReportgenError) -> int:
    for problem in error.problems:
        click.echo(f"{problem}", err=True)
    return error.exit_code


def _print(text: str) -> None:
    try:
        click.echo(text)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _one_of(choices: tuple[str, ...]) -> Callable[..., str | tuple[str, ...]]:
    def checked(_: object, __: object, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for word in (value,) if isinstance(value, str) else value:
            if word not in choices:
                raise click.BadParameter(f'"{word}" is unknown; {did_you_mean(word, choices)}')
        return value

    return checked


def _period(_: object, __: object, value: str | None) -> str | None:
    try:
        return None if value is None else str(parse_period(value))
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _together(*options: Decorator) -> Decorator:
    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


_PATH = click.Path(path_type=Path, readable=False)  # what cannot be read is told with the rest
_data = click.option("--data", type=_PATH, metavar="FILE", help="Default: the shipped dataset.")
_as_of = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    callback=lambda _, __, value: value and str(value.date()),
    help="Ignore what was published later.",
)
_at = click.option(
    "--period",
    metavar="PERIOD",
    callback=_period,
    help="2025, 2025-S1, 2025-9M or 2025-Q1; default: the latest.",
)
_templates = click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Your templates; they win over the shipped ones of the same name.",
)
_output = click.option(
    "--output", type=_PATH, default=Path("output"), metavar="DIR", help="Default: output."
)
_series = _together(_data, _as_of, _at)


def _choices(name: str, destination: str, choices: tuple[str, ...]) -> Decorator:
    return click.option(
        name,
        destination,
        multiple=True,
        default=choices,
        metavar="|".join(choices),
        callback=_one_of(choices),
        help="May be repeated; default: all.",
    )


_editions = _together(
    click.option(
        "--audience",
        "audiences",
        multiple=True,
        default=("standard",),
        metavar="NAME",
        help="A name of `template list`; may be repeated; default: standard.",
    ),
    _choices("--lang", "languages", tuple(language_choices())),
    _choices("--format", "formats", FORMATS),
    click.option(
        "--status",
        default="final",
        metavar="|".join(STATUSES),
        callback=_one_of(STATUSES),
        help="What the document says of itself; default: final.",
    ),
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def commands() -> None:
    """A bilingual statistical briefing, from a dataset to proven PDF and Word files."""


@commands.command()
@_series
@_editions
@_templates
@_output
@click.option("--dry-run", is_flag=True, help="Print the paths that would be written, write none.")
@click.option("--open", "opens", is_flag=True, help="Open the first file when all are made.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print the SHA-256 of each file on stderr.")
def build(opens: bool, quiet: bool, verbose: bool, **asked: Any) -> None:
    """Make the briefings and print their paths."""
    from reportgen import pipeline

    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    request = BuildRequest(**asked)
    if request.dry_run:
        for path in pipeline.plan(request):
            _print(str(path))
        return
    products = _built(request, quiet, verbose)
    if opens and products and click.launch(str(products[0].path)) != 0:
        click.echo(f"{products[0].path}: no program opens it here", err=True)


def _built(request: BuildRequest, quiet: bool, verbose: bool) -> "tuple[Product, ...]":
    from reportgen import pipeline

    made: list[Product] = []
    notes: list[str] = []
    editions = len(request.audiences) * len(request.languages) * len(request.formats)
    try:
        with progress(editions, shown=not quiet and sys.stderr.isatty()) as advance:
            return pipeline.build(request, made.append, notes.append, advance)
    finally:
        for note in notes if not quiet else ():
            click.echo(f"note: {note}", err=True)
        for product in made:
            if verbose:
                click.echo(f"{product.sha256}  {product.path}", err=True)
            if not quiet:
                _print(str(product.path))


@commands.command()
@_series
@click.option("--json", "as_json", is_flag=True, help="The contract for programs.")
def claims(data: Path | None, as_of: str | None, period: str | None, as_json: bool) -> None:
    """List every claim: made or not, its verdict, its evidence, or why not."""
    from reportgen import listing

    text_of = listing.claims_json if as_json else listing.claims_text
    _print(text_of(data, as_of, period).rstrip("\n"))


@commands.command("check")
@click.argument("named", nargs=-1, required=True, type=_PATH, metavar="FILE|FOLDER|PERIOD...")
@click.option("--data", type=_PATH, metavar="FILE", help="The data that you vouch for.")
@_templates
@_output
@click.option("--strict", is_flag=True, help="Accept no file that was edited, however harmlessly.")
@click.option(
    "--own-ledger",
    is_flag=True,
    help="Accept a file that cannot be made again and only agrees with the ledger in it.",
)
@click.option("--json", "as_json", is_flag=True, help="Every difference as an object.")
@click.option(
    "--report", "report", type=_PATH, metavar="FILE", help="Write the differences: .docx or .html."
)
@click.option(
    "--accessibility",
    "for_all",
    is_flag=True,
    help="Examine any PDF or Word file for accessibility, instead of its figures.",
)
def check_files(
    named: tuple[Path, ...],
    output: Path,
    as_json: bool,
    report: Path | None,
    for_all: bool,
    **asked: Any,
) -> None:
    """Make finished files again from their recipes and say what is different in them."""
    if for_all:
        for name in (name for name, value in {**asked, "report": report}.items() if value):
            option = f"--{name.replace('_', '-')}"
            raise click.UsageError(f"--accessibility and {option} exclude each other")
        _examined(named, as_json)
        return
    from reportgen.proof import answer, folder, written

    options = answer.Options(**asked)
    answers = folder.check_all(named, output, options)
    if report is not None:
        written.write_report(report, answers)
    if text := answer.report_json(answers, options) if as_json else answer.report(answers):
        _print(text)
    answer.require_passed(answers, options)


def _examined(files: tuple[Path, ...], as_json: bool) -> None:
    from reportgen import accessibility

    examined = accessibility.check_files(files)
    if text := (accessibility.report_json if as_json else accessibility.report)(examined):
        _print(text)
    accessibility.require_accessible(examined)


@commands.command(context_settings={"ignore_unknown_options": True})
@click.argument("file", type=_PATH)
@click.argument("figure", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every figure of FILE.")
@click.option("--data", type=_PATH, metavar="FILE", help="Where a file carries no data.")
@click.option("--json", "as_json", is_flag=True, help="Every claim as an object.")
def explain(
    file: Path, figure: tuple[str, ...], everything: bool, data: Path | None, as_json: bool
) -> None:
    """Say where FIGURE, as it is printed in FILE, comes from: formula, bounds, dataset lines."""
    from reportgen.proof import explain

    if bool(figure) == everything:
        raise click.UsageError("name a figure of the file, or --all")
    explained = explain.explain(file, " ".join(figure) or None, data)
    if explained.note:
        click.echo(explained.note, err=True)
    _print(explain.explained_json(explained) if as_json else explain.explained_text(explained))


@commands.command()
@click.argument("period", callback=_period)
@_output
def verify(period: str, output: Path) -> None:
    """Make the files of PERIOD again and print each with the same bytes."""
    from reportgen.proof import folder

    def report(answer: "Answer") -> None:
        _print(str(answer.path))
        if answer.note:
            click.echo(f"note: {answer.note}", err=True)

    folder.verify(period, output, report)


@commands.group()
def data() -> None:
    """Look at a dataset."""


_file = click.argument("file", type=_PATH, required=False)


@data.command()
@_file
def check(file: Path | None) -> None:
    """Name every problem of FILE (default: the shipped dataset), or say that there is none."""
    from reportgen import listing

    _print(listing.data_report(file).rstrip("\n"))


@data.command()
@_file
def show(file: Path | None) -> None:
    """Print FILE (default: the shipped dataset) as a table."""
    from reportgen import listing

    _print(listing.data_table(file).rstrip("\n"))


@commands.group()
def template() -> None:
    """Look at the templates."""


@template.command("list")
@_templates
def list_templates(templates: Path | None) -> None:
    """Print the name of every audience."""
    from reportgen.compose import audiences_of

    for name in audiences_of(templates):
        _print(name)


@template.command("lint")
@_templates
def lint_templates(templates: Path | None) -> None:
    """Examine every plan and every sentence without data; print what is wrong with its line."""
    from reportgen.listing import words_report

    _print(words_report(templates))


@template.command("facts")
def list_facts() -> None:
    """Print what plans and conditions may name: periods, roles, conditions, figures."""
    from reportgen.listing import facts_report

    _print(facts_report())
