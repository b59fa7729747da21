"""Write `commands.md` from the command line itself: `python docs/commands.py`."""

from collections.abc import Iterator
from pathlib import Path

import click

from reportgen.cli import commands

PAGE = Path(__file__).parent / "commands.md"
WIDTH = 88


def page() -> str:
    """Return the help of every command as one Markdown page."""
    codes = (
        "0 ok, 1 some outputs failed, 2 usage, 3 template, 4 data, 5 period, 6 check failed, "
        "8 verify mismatch, 130 interrupted"
    )
    sections = ["# Commands", f"Exit codes: {codes}."]
    for context in _every(commands, "reportgen", None):
        sections.append(f"## {context.command_path}\n\n```\n{context.get_help()}\n```")
    return "\n\n".join(sections) + "\n"


def _every(
    command: click.Command, name: str, parent: click.Context | None
) -> Iterator[click.Context]:
    context = click.Context(
        command, parent, info_name=name, terminal_width=WIDTH, **command.context_settings
    )
    yield context
    if isinstance(command, click.Group):
        for key in sorted(command.commands):
            yield from _every(command.commands[key], key, context)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
