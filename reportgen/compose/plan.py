"""A plan: sections in order, under each the names of statements and exhibits, and no words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.errors import Problem, TemplateError, UsageError, did_you_mean
from reportgen.resources import shipped

FOLDER = "plans"
HEAD = "head"  # the section of title, notice and cards
_CALL = re.compile(
    r"(?P<name>[a-z][a-z0-9-]*)(?: for (?P<each>each )?(?P<role>[a-z_]+))?"
    r"(?: in (?P<period>[a-z_]+))?(?: \[(?P<see>[a-z: -]+)\])?$"
)
_EXHIBIT = re.compile(r"!\[(?P<caption>[^]]*)\]\((?P<target>[a-z]+:[a-z-]+)\)$")
_MARKS = {"- ": "bullet", "> ": "notice", "### ": "subheading", "": "paragraph"}
_SETTINGS = ("extends", "drop", "pages", "points")
_OLD = ("{%", "{{")  # of templates before there were plans


@dataclass(frozen=True, slots=True)
class Call:
    """A statement by name, of whom and when, and where the plan asks for it."""

    name: str
    where: str
    role: str = ""
    each: bool = False
    period: str = ""
    see: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph, bullet, notice, subheading, page break, or an exhibit with its caption."""

    kind: str
    calls: tuple[Call, ...] = ()
    target: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    call: Call
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The sections of an audience in order; `pages` is the most it may fill, 0 any number.

    Where it fills more, key points are left out, down to so many `points`.
    """

    name: str
    sections: Mapping[str, Section]
    pages: int = 0
    points: int = 1


@dataclass(slots=True)
class _Read:
    settings: dict[str, str] = field(default_factory=dict)
    sections: dict[str, tuple[Call, list[Item]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


Texts = tuple[tuple[str, str], ...]  # of files, by name: "plans/press.md"


def plan_texts(templates_dir: Path | None) -> Texts:
    """Return every plan as it is written, the user's for the shipped one of the same name.

    Raises TemplateError where a folder holds templates of the old form.
    """
    _refuse_old(templates_dir)
    folders = [shipped("templates"), *([templates_dir] if templates_dir else [])]
    paths = {path.stem: path for each in folders for path in sorted((each / FOLDER).glob("*.md"))}
    return tuple((name, path.read_text(encoding="utf-8")) for name, path in paths.items())


def audiences_of(templates_dir: Path | None) -> tuple[str, ...]:
    """Return the names of all audiences, the user's and the shipped ones."""
    return tuple(sorted(name for name, _ in plan_texts(templates_dir)))


def known_audiences(asked: Sequence[str], templates_dir: Path | None) -> tuple[str, ...]:
    """Return the audiences asked for, each once; raises UsageError for one without a plan."""
    known = audiences_of(templates_dir)
    for audience in asked:
        if audience not in known:
            remedy = did_you_mean(audience, list(known))
            raise UsageError(Problem("", f'unknown audience "{audience}"', remedy))
    return tuple(dict.fromkeys(asked))


def plan_of(name: str, texts: Texts) -> Plan:
    """Return the plan of an audience with what it inherits; raises TemplateError with its lines."""
    return _plan(name, dict(texts), ())


def _refuse_old(templates_dir: Path | None) -> None:
    for path in sorted(templates_dir.glob("*/*.md")) if templates_dir else ():
        if path.parent.name not in (FOLDER, "catalogue"):
            text = path.read_text(encoding="utf-8", errors="replace")
            if any(mark in text for mark in _OLD):
                what = "is a template of the old form"
                remedy = 'write a plan and a catalogue; see "Your own words" in README.md'
                raise TemplateError(Problem(str(path), what, remedy))


def _plan(name: str, texts: Mapping[str, str], below: tuple[str, ...]) -> Plan:
    where = f"{FOLDER}/{name}.md"
    if name not in texts or name in below:
        what = f'"{name}" extends itself' if name in below else f'no plan "{name}"'
        raise TemplateError(Problem(where, what, did_you_mean(name, texts)))
    read = _lines(texts[name], where)
    sections = {key: Section(call, tuple(items)) for key, (call, items) in read.sections.items()}
    if parent := read.settings.get("extends"):
        inherited = dict(_plan(parent, texts, (*below, name)).sections)
        for dropped in filter(None, re.split(r",\s*", read.settings.get("drop", ""))):
            if inherited.pop(dropped, None) is None:
                near = did_you_mean(dropped, inherited)
                read.problems.append(Problem(where, f'no section "{dropped}" to drop', near))
        sections = _merged(inherited, sections)
    numbers = {key: read.settings.get(key, "") for key in ("pages", "points")}
    for key, number in numbers.items():
        if number and not number.isdigit():
            read.problems.append(Problem(where, f'{key}: "{number}" is not a number'))
    if read.problems:
        raise TemplateError(*read.problems)
    return Plan(name, sections, int(numbers["pages"] or 0), int(numbers["points"] or 1))


def _merged(parent: dict[str, Section], own: Mapping[str, Section]) -> dict[str, Section]:
    """A section replaces its namesake, unless it is empty; a new one follows the one above it."""
    order, after = list(parent), ""
    for name in own:
        if name not in parent:
            order.insert(order.index(after) + 1 if after in order else len(order), name)
        after = name
    filled = {name: section for name, section in own.items() if section.items}
    return {name: filled.get(name) or parent[name] for name in order}


def _lines(text: str, file: str) -> _Read:
    read = _Read()
    front, items = False, None
    for number, line in enumerate(text.splitlines(), 1):
        where, line = f"{file}:{number}", line.rstrip()
        if line == "---" and (number == 1 or front):
            front = number == 1
        elif front:
            _setting(line, where, read)
        elif not line or line.startswith("<!--"):
            continue
        elif line.startswith(("# ", "## ")):
            items = _section(line, where, read)
        elif items is None:
            read.problems.append(
                Problem(where, "stands before any section", 'begin with "# title"')
            )
        else:
            items.append(_item(line, where, read.problems))
    return read


def _setting(line: str, where: str, read: _Read) -> None:
    key, _, value = line.partition(":")
    if key not in _SETTINGS:
        read.problems.append(Problem(where, f'unknown "{key}"', did_you_mean(key, _SETTINGS)))
    read.settings[key] = value.strip()


def _section(line: str, where: str, read: _Read) -> list[Item]:
    mark, _, name = line.partition(" ")
    call = _call(name, where, read.problems)
    if call.name in read.sections:
        read.problems.append(Problem(where, f'a second section "{call.name}"', "join them"))
    if mark == "#":
        items = [Item("title", (call,), where=where)]
        read.sections[HEAD] = Call(HEAD, where), items
    else:
        items = []
        read.sections[call.name] = call, items
    return items


def _item(line: str, where: str, problems: list[Problem]) -> Item:
    if line == "---":
        return Item("break")
    if image := _EXHIBIT.match(line):
        title = tuple(_call(text, where, problems) for text in [image["caption"]] if text)
        return Item("exhibit", title, image["target"], where)
    mark = next(mark for mark in _MARKS if line.startswith(mark))
    asked = re.split(r",\s*", line.removeprefix(mark).rstrip(","))
    calls = tuple(_call(text, where, problems) for text in asked)
    return Item(_MARKS[mark], calls, where=where)


def _call(text: str, where: str, problems: list[Problem]) -> Call:
    found = _CALL.match(text.strip())
    if not found:
        remedy = 'write "name", "name for each role", "name in period"'
        problems.append(Problem(where, f'"{text}" cannot be read', remedy))
        return Call("", where)
    see = tuple((found["see"] or "").split())
    return Call(
        found["name"], where, found["role"] or "", bool(found["each"]), found["period"] or "", see
    )


def calls_of(plan: Plan) -> Iterator[Call]:
    """Yield every statement that a plan asks for, headings aside."""
    for section in plan.sections.values():
        for item in section.items:
            yield from item.calls
