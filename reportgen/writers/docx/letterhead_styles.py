"""Our styles, list and settings beside those that a document has already: its own win."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import lru_cache

from docx.document import Document
from docx.oxml.ns import qn

from reportgen.theme import Theme
from reportgen.writers.docx.letterhead import BaseDocument
from reportgen.writers.docx.styles import (
    BULLET_LIST,
    WORDS_OWN_NAMES,
    bullet_numbering,
    default_styles,
)
from reportgen.writers.docx.upstream import numbering_of, styles_of
from reportgen.writers.docx.xml import Element, local_name, remove, style_id, w

# What a base document says of its pages and its type, in the order of the schema; the language,
# protection, tracking, links to other files and the history of its editing stay behind.
_KEPT_SETTINGS = (
    *("mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader"),
    *("bordersDoNotSurroundFooter", "gutterAtTop", "defaultTabStop", "autoHyphenation"),
    *("consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders"),
    *("characterSpacingControl", "compat", "clrSchemeMapping"),
)
_SETTINGS_ORDER = (
    *("zoom", "embedTrueTypeFonts", *_KEPT_SETTINGS[:-1]),
    *("themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator"),
)
_LIST_ORDER = ("numPicBullet", "abstractNum", "num", "numIdMacAtCleanup")
_REFERENCES = (
    *("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink"),
)
# Letters within a paragraph of the organisation's: they take its font, size and colour.
_WITHIN = {"Caption Title": "Caption", "Glossary Term": "Glossary", "Running Status": "Header"}
_WEIGHT = ("b", "bCs")
# Running text in a style that hardly any organisation has: it looks as their own does.
_LIKE = {"First Paragraph": "Body Text"}
_DUTIES = {"keepNext": 0, "outlineLvl": 99}  # by their place among the properties


def add_styles(base: BaseDocument, theme: Theme, language: str) -> None:
    """Add every style of ours that a document lacks by name, and the list if it is one of them."""
    styles = styles_of(base.document)
    defaults, *ours = map(deepcopy, _default_styles(theme, language))
    wanted = list(_lacking(styles, ours))
    _share_identifiers(base, styles, ours)
    names = {_name(style)[1] for style in styles.iterchildren(qn("w:style"))}
    added = {_name(style) for style in wanted}
    has_default = any(_is_default(style) for style in styles.iterchildren(qn("w:style")))
    _say_language(styles, defaults, language)
    _keep_duties(styles, ours)
    for style in wanted:
        around = _WITHIN.get(_shown(style), "")
        if around and ("paragraph", around.casefold()) not in added:
            for letters in style.iterchildren(qn("w:rPr")):
                letters[:] = [each for each in letters if local_name(each) in _WEIGHT]
        if has_default:  # their default may be indented or justified: ours begin from nothing
            for found in style.findall(qn("w:basedOn")):
                if found.get(qn("w:val")) == "Normal":
                    remove(found)
        like = _LIKE.get(_shown(style), "")
        if like and ("paragraph", like.casefold()) not in added:
            _follow(style, like)
        if _shown(style).casefold() in names:  # of another kind: Word wants every name once
            style[0].set(qn("w:val"), f"Briefing {_shown(style)}")
        styles.append(style)
    if ("paragraph", "list bullet") in added:
        _add_list(base.document, theme)


@lru_cache(maxsize=8)
def _default_styles(theme: Theme, language: str) -> tuple[Element, ...]:
    return tuple(default_styles(theme, language))


def lacking_styles(base: BaseDocument, theme: Theme) -> tuple[str, ...]:
    """Return the names of our styles that a document does not have, in the order of ours."""
    _, *ours = default_styles(theme, "")
    menu = {word: name for name, word in WORDS_OWN_NAMES.items()}
    names = (_shown(style) for style in _lacking(styles_of(base.document), ours))
    return tuple(menu.get(name, name) for name in names)


def add_settings(document: Document, ours: Iterable[Element]) -> None:
    """Give a document our settings, except where it says how its pages and its type are set."""
    settings = document.settings.element
    named = {local_name(setting): setting for setting in ours}
    kept = {local_name(each): each for each in settings if local_name(each) in _KEPT_SETTINGS}
    settings[:] = sorted(
        {**named, **kept}.values(), key=lambda each: _SETTINGS_ORDER.index(local_name(each))
    )


def tab_stops(document: Document, style: str) -> list[int]:
    """Return the tab stops of a style and of those that it is based on, in twips."""
    known = {each.get(qn("w:styleId")): each for each in styles_of(document)}
    stops: set[int] = set()
    current = known.pop(style_id(style), None)
    while current is not None:
        found = current.iterfind(f"{qn('w:pPr')}/{qn('w:tabs')}/{qn('w:tab')}")
        stops |= {int(tab.get(qn("w:pos"), "0")) for tab in found}
        based_on = current.find(qn("w:basedOn"))
        current = None if based_on is None else known.pop(based_on.get(qn("w:val")), None)
    return sorted(stops)


def _name(style: Element) -> tuple[str, str]:
    """Kind and name: Word tells names of one kind apart without regard to case."""
    return style.get(qn("w:type"), "paragraph"), _shown(style).casefold()


def _shown(style: Element) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else name.get(qn("w:val"), "")


def _identified(style: Element) -> str:
    return style.get(qn("w:styleId"), "")


def _is_default(style: Element) -> bool:
    return _name(style)[0] == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on")


def _lacking(styles: Element, ours: Iterable[Element]) -> Iterator[Element]:
    theirs = list(styles.iterchildren(qn("w:style")))
    known = {_name(style) for style in theirs}
    has_default = any(map(_is_default, theirs))
    for style in ours:
        if _name(style) not in known and not (has_default and _is_default(style)):
            yield style


def _share_identifiers(base: BaseDocument, styles: Element, ours: Iterable[Element]) -> None:
    """Give their styles the identifiers that ours of the same name have; each stays unique."""
    wanted = {_name(style): _identified(style) for style in ours}
    ours_alone = set(wanted.values())
    taken = ours_alone | {_identified(style) for style in styles}
    renamed: dict[str, str] = {}
    for style in styles.iterchildren(qn("w:style")):
        now, then = _identified(style), wanted.pop(_name(style), "")
        if not then and now in ours_alone:
            then = next(f"{now}{n}" for n in range(1, len(taken) + 2) if f"{now}{n}" not in taken)
        if then and then != now:
            renamed[now] = then
            taken.add(then)
            style.set(qn("w:styleId"), then)
    for root in (styles, numbering_of(base.document), *base.heads):
        for reference in root.iter(*(qn(f"w:{name}") for name in _REFERENCES)):
            named = reference.get(qn("w:val"), "")
            reference.set(qn("w:val"), renamed.get(named, named))


def _say_language(styles: Element, ours: Element, language: str) -> None:
    """The document's language is that of its defaults: no style has one of its own."""
    for own in [*styles.iter(qn("w:lang"))]:
        remove(own)
    if len(styles) == 0:
        styles.append(ours)
        return
    defaults = _child(styles, "docDefaults")
    letters = _child(_child(defaults, "rPrDefault"), "rPr")
    letters.append(w("lang", val=language, eastAsia=language))


def _child(parent: Element, name: str, place: int = 0) -> Element:
    found = parent.find(qn(f"w:{name}"))
    if found is None:
        found = w(name)
        parent.insert(place, found)
    return found


def _follow(style: Element, like: str) -> None:
    """Let a style of ours look like one of the organisation's, without the space above it."""
    ours = [child for child in style if local_name(child) in {"basedOn", "rPr", "pPr"}]
    for child in ours:
        style.remove(child)
    style.insert(1, w("basedOn", val=style_id(like)))
    style.append(w("pPr", w("spacing", before=0)))


def _keep_duties(styles: Element, ours: Iterable[Element]) -> None:
    """Their headings and captions look as they do, but are headings and stay with what follows."""
    theirs = {_name(style): style for style in styles.iterchildren(qn("w:style"))}
    for model in ours:
        style = theirs.get(_name(model))
        for name, place in _DUTIES.items():
            duty = model.find(f"{qn('w:pPr')}/{qn(f'w:{name}')}")
            if style is None or duty is None:
                continue
            letters = style.find(qn("w:rPr"))
            end = len(style) if letters is None else style.index(letters)
            properties = _child(style, "pPr", end)
            if properties.find(duty.tag) is None:
                properties.insert(min(place, len(properties)), deepcopy(duty))


def _add_list(document: Document, theme: Theme) -> None:
    """Add our list under numbers that no other list has, and lead its style to it."""
    numbering = numbering_of(document)
    abstract, concrete = bullet_numbering(theme)
    kind = _free_number(numbering, "abstractNum", "abstractNumId", 0)
    number = _free_number(numbering, "num", "numId", BULLET_LIST)
    abstract.set(qn("w:abstractNumId"), kind)
    concrete.set(qn("w:numId"), number)
    concrete[0].set(qn("w:val"), kind)
    ranks = {name: rank for rank, name in enumerate(_LIST_ORDER)}
    numbering[:] = sorted(
        (*numbering, abstract, concrete), key=lambda each: ranks.get(local_name(each), 0)
    )
    for style in styles_of(document).iterchildren(qn("w:style")):
        if _name(style) == ("paragraph", "list bullet"):
            for reference in style.iter(qn("w:numId")):
                reference.set(qn("w:val"), number)


def _free_number(numbering: Element, tag: str, key: str, least: int) -> str:
    taken = (int(each.get(qn(f"w:{key}"), "0")) for each in numbering.iter(qn(f"w:{tag}")))
    return str(max(least, 1 + max(taken, default=-1)))
