"""Write `commands.md` from the command line itself: `python docs/commands.py`."""

from collections.abc import Iterator
from pathlib import Path

import click

from reportgen.cli import commands

PAGE = Path(__file__).parent / "commands.md"
WIDTH = 88


def page() -> str:
    """Return the help of every command as one Markdown page."""
    sections = ["# Commands", "Exit codes: 0 ok, 1 some outputs failed, 2 usage, 3 template,"]
    sections[1] += " 4 data, 5 period, 130 interrupted."
    for name, command in _every("reportgen", commands):
        context = click.Context(command, info_name=name, terminal_width=WIDTH)
        sections.append(f"## {name}\n\n```\n{command.get_help(context)}\n```")
    return "\n\n".join(sections) + "\n"


def _every(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for key in sorted(command.commands):
            yield from _every(f"{name} {key}", command.commands[key])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
