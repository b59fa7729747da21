"""What a paragraph of a Word file holds: words as they look, fields, links, drawings, marks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from reportgen.views.drawings import Aside, Drawn, Held, drawings_in
from reportgen.views.limits import Element
from reportgen.views.look import Look, Styles
from reportgen.views.model import quoted
from reportgen.views.package import (
    Package,
    at,
    chosen,
    is_on,
    is_understood,
    kids,
    known,
    long,
    related,
    said_of,
    tag,
    value,
    words_in,
)

WRAPPING = frozenset({"w:smartTag", "w:customXml", "w:sdtContent", "w:ins", "w:moveTo"})
_READ = frozenset(
    {
        *("w:p", "w:tbl", "w:tr", "w:tc", "w:hyperlink", "w:drawing", "w:pict", "w:object"),
        *("w:ruby", "m:oMath", "m:oMathPara"),
    }
)
_SIGNS = {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011",
    "w:footnoteReference": "[footnote]", "w:endnoteReference": "[endnote]",
}  # fmt: skip
_REVISIONS = {
    "w:ins": "inserted", "w:moveTo": "moved here", "w:del": "struck out",
    "w:moveFrom": "moved away", "w:cellIns": "inserted", "w:cellDel": "struck out",
    "w:cellMerge": "merged",
}  # fmt: skip
_DEEPEST = 20  # fields in fields, as in Word
_MOST_OPEN = 64  # bookmarks that hold a word at once; Word's own hold few
_PRESERVED = "{http://www.w3.org/XML/1998/namespace}space"
_FORMAT = r"(?: \\\* (?:MERGEFORMAT|Arabic|ARABIC))*"
_COUNTED = re.compile(
    rf"(?P<what>PAGE|NUMPAGES|SECTIONPAGES|PAGEREF (?P<to>[\w.]+)(?: \\h)?){_FORMAT}"
)
_COUNTING = re.compile(rf"SEQ (?P<name>\w+)(?P<hidden> \\h)?(?P<anew> \\r \d+)?{_FORMAT}")
_REPEATING = re.compile(rf"REF (?P<to>[\w.]+)(?: \\h)?{_FORMAT}")
_CONTENTS = re.compile(r'TOC(?: \\[a-z](?: "[^"]*"| [\w.]+)?)*')
_LINKED = re.compile(r'HYPERLINK(?: \\l)? "(?P<to>[^"]*)"(?: \\[a-z](?: "[^"]*")?)*')


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand together and look alike."""

    text: str
    look: Look


Met = Words | Aside | Held | Drawn


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What a reader of runs has to know: file, part, styles, places by bookmark, the ground."""

    package: Package
    part: str
    styles: Styles
    bookmarks: Mapping[str, str]
    style: str = ""
    table: tuple[Element, ...] = ()
    back: str = ""
    look: Look = field(default_factory=Look)


@dataclass(slots=True, eq=False)
class Fields:
    """The fields that are open: the instruction of each, and whether its result has begun."""

    open: list[tuple[str, bool]] = field(default_factory=list)

    def mark(self, kind: str) -> str | None:
        """Note a mark of a field; return the instruction of one that ends."""
        if kind == "begin" and len(self.open) < _DEEPEST:
            self.open.append(("", False))
        elif self.open and kind == "separate":
            self.open[-1] = (self.open[-1][0], True)
        elif self.open and kind == "end":
            return " ".join(self.open.pop()[0].split())
        return None

    def instruct(self, words: str) -> None:
        """Add to the instruction of the innermost field."""
        if self.open and not self.open[-1][1]:
            self.open[-1] = (self.open[-1][0] + words, False)

    def shown(self, text: str, look: Look) -> str:
        """Return what is seen of words: none of an instruction, of a page number that it is one."""
        if not all(result for _, result in self.open) or (self.open and look.unseen == "hidden"):
            return ""
        counted = any(_COUNTED.fullmatch(" ".join(said.split())) for said, _ in self.open)
        return re.sub(r"\d+", "#", text) if counted else text


def met_in(holder: Element, setting: Setting, fields: Fields) -> Iterator[Met]:
    """Yield what a reader meets in a paragraph, in order; `fields` may be open from before."""
    for each in kids(holder):
        match tag(each):
            case "w:r":
                own = at(each, "w:rPr")
                look = setting.styles.look(setting.style, own, setting.table, setting.back)
                yield from revisions_in(own)
                yield from met_in(each, replace(setting, look=look), fields)
            case "w:t":
                text = each.text or ""
                kept = each.get(_PRESERVED) == "preserve"
                yield from _words(text if kept else text.strip(" \t\r\n"), setting, fields)
            case "w:sym":
                yield from _words(f"[{value(each, 'font')} {value(each, 'char')}]", setting, fields)
            case "w:fldChar":
                ended = fields.mark(value(each, "fldCharType"))
                yield from () if ended is None else _field(ended, setting)
            case "w:instrText":
                fields.instruct(each.text or "")
            case "w:fldSimple":
                fields.open.append((value(each, "instr"), True))
                yield from met_in(each, setting, fields)
                yield from _field(fields.mark("end") or "", setting)
            case name if name in _SIGNS:
                yield from _words(_SIGNS[name], setting, fields)
            case name if name not in known("silent"):
                yield from _wrapped(each, name, setting, fields)


def _wrapped(each: Element, name: str, setting: Setting, fields: Fields) -> Iterator[Met]:
    """What is in an element that is more than words."""
    yield from around(each)
    match name:
        case "w:hyperlink":
            inside = [*met_in(each, setting, fields)]
            yield from inside
            words = "".join(met.text for met in inside if isinstance(met, Words))
            relation = setting.package.relations(setting.part).get(related(each))
            inner = setting.bookmarks.get(value(each, "anchor"), "nowhere")
            outer = f"{relation.target} {value(each, 'anchor')}" if relation else inner
            target = f"{outer} {value(each, 'tooltip')}".strip()
            yield Aside("link", f"{quoted(words)} leads to {target}")
        case "mc:AlternateContent":
            content = chosen(each)
            yield from () if content is None else met_in(content, setting, fields)
        case "w:sdt" | "w:dir" | "w:bdo":
            yield from met_in(each, setting, fields)
        case "w:drawing" | "w:pict" | "w:object":
            yield from drawings_in(each, setting.package, setting.part)
        case "w:ruby" | "m:oMath" | "m:oMathPara":
            yield from _words(words_in(each, "w:t", "m:t"), setting, fields)
        case name if name in WRAPPING:
            yield from met_in(each, setting, fields)


def around(each: Element) -> Iterator[Aside]:
    """Yield what is to be told of an element that words or blocks stand in, or that is unknown."""
    match tag(each):
        case "w:ins" | "w:moveTo" | "w:del" | "w:moveFrom":
            words = words_in(each, "w:t", "w:delText")
            told = f"{_REVISIONS[tag(each)]} by {value(each, 'author')}: {words}"
            yield Aside("revision", told)
        case "mc:AlternateContent":  # it depends on the viewer which is seen
            said = {"".join(words_in(kid, "w:t", "a:t").split()) for kid in kids(each)}
            newer = [kid for kid in kids(each, "mc:Choice") if not is_understood(kid)]
            if newer:
                yield strange("element", "something that newer viewers show in its place")
            if len(said) > 1:
                yield strange("element", f"one of several texts: {' | '.join(sorted(said))}")
        case "w:sdt":
            for bound in kids(at(each, "w:sdtPr")):
                if tag(bound).endswith(":dataBinding"):
                    told = said_of(bound).get("xpath", "")
                    yield strange("element", f"words taken from elsewhere: {told}")
        case "w:dir" | "w:bdo":
            yield strange("element", "words in another direction")
        case name if name not in WRAPPING | known("silent") | _READ:
            yield strange("element", f"{name} {words_in(each, 'w:t')}".strip())


def strange(role: str, what: str) -> Aside:
    """Return what the tool does not write."""
    return Aside("foreign", what, role)


def revisions_in(properties: Element | None) -> Iterator[Aside]:
    """Yield the tracked changes of a run, a paragraph, a row or a cell itself."""
    for each in kids(properties):
        name = tag(each)
        if name.endswith("Change") or name in _REVISIONS:
            told = _REVISIONS.get(name, "set otherwise")
            yield Aside("revision", f"{told} by {value(each, 'author')}")
        elif name == "w:rPr":
            yield from revisions_in(each)


def _words(text: str, setting: Setting, fields: Fields) -> Iterator[Words]:
    if shown := fields.shown(text, setting.look):
        yield Words(f"^{shown}" if setting.look.raised and shown.strip() else shown, setting.look)


def _field(instruction: str, setting: Setting) -> Iterator[Aside]:
    """What a field that has ended does to the words of its result, now or when it is renewed."""
    if found := _COUNTING.fullmatch(instruction):
        yield Aside(
            "field", f"counts {found['name']}{found['anew'] or found['hidden'] or ''}", "count"
        )
    elif found := _REPEATING.fullmatch(instruction):
        yield Aside("field", f"repeats {setting.bookmarks.get(found['to'], 'nothing')}")
    elif found := _COUNTED.fullmatch(instruction):
        page = setting.bookmarks.get(found["to"], "nothing")
        yield Aside("field", f"the page of {page}" if found["to"] else f"counts {found['what']}")
    elif found := _LINKED.fullmatch(instruction):
        yield Aside("link", f"leads to {setting.bookmarks.get(found['to'], found['to'])}")
    elif not _CONTENTS.fullmatch(instruction):
        yield strange("field", f"a field that computes its words: {instruction}")


def bookmarks_of(root: Element) -> Mapping[str, str]:
    """Return the words that each bookmark of a part holds, with the passage that they stand in."""
    open_: dict[str, str] = {}
    held: dict[str, list[str]] = {}
    passage: dict[str, str] = {}
    here = ""
    for each in root.iter(*map(long, ("w:p", "w:bookmarkStart", "w:bookmarkEnd", "w:t"))):
        match tag(each):
            case "w:p":
                runs = (r for r in each.iter(long("w:r")) if not is_on(at(r, "w:rPr/w:vanish")))
                here = "".join(words_in(run, "w:t") for run in runs)
            case "w:bookmarkStart" if len(open_) < _MOST_OPEN:
                open_[value(each, "id")] = name = value(each, "name")
                held[name], passage[name] = [], here
            case "w:bookmarkEnd":
                open_.pop(value(each, "id"), None)
            case "w:t":
                for name in open_.values():
                    held[name].append(each.text or "")
    return {n: f"“{''.join(words)}” of {quoted(passage[n])}" for n, words in held.items()}
