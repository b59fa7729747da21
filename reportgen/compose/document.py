"""The parts of an edition as one document."""

from reportgen.briefing import Attachment, Briefing, Part, plain
from reportgen.claims import ClaimSet
from reportgen.l10n.grammar import lowered


def briefing_of(
    findings: ClaimSet, audience: str, status: str, parts: tuple[Part, ...]
) -> Briefing:
    """Return a document of one part or two, with the files that it was made from."""
    dataset, first = findings.dataset, parts[0].masthead
    colon = "\u00a0: " if parts[0].locale == "fr" else ": "
    return Briefing(
        title=f"{first.theme}{colon}{lowered(plain(first.title))}",
        audience=audience,
        period=findings.vantage,
        parts=parts,
        released=dataset.released,
        keywords=tuple(segment.code for segment in dataset.segments),
        attachments=tuple(
            Attachment(file.name, file.data, file.media_type, first.subtitle)
            for file in dataset.provenance.files
        ),
        status=status,
    )
