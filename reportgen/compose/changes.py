"""What has changed since the data were published before, as lines for the terminal."""

from collections.abc import Iterator

from reportgen.claims import ClaimSet
from reportgen.exhibits.view import View, printed_form
from reportgen.l10n import COMMON
from reportgen.l10n.lexicon import load_lexicon


def changes(claims: ClaimSet) -> Iterator[str]:
    """Yield a line for each level, rate and leader that a revision changed, with both values."""
    view = View(claims, load_lexicon(COMMON))
    for before in claims.every:
        name = before.indicator.removesuffix("_WAS")
        if name == before.indicator:
            continue
        now = claims.find(name, *before.key[1:])
        if name == "LEADER":
            said = [" and ".join(each.answer) for each in (now, before)]
        else:
            said = [printed_form(view, each) or each.reason for each in (now, before)]
            said = [
                f"{text} ({each.verdict})" if each.verdict else text
                for text, each in zip(said, (now, before), strict=True)
            ]
        if said[0] != said[1]:
            yield f"revised: {now.name}: {said[0]}, before {said[1]}"
