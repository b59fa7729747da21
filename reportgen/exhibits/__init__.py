"""The tables and charts that a template may place, by name."""

from collections.abc import Callable

from reportgen.briefing import BulletList, Chart, Table
from reportgen.exhibits import bars, levels, revisions, tables
from reportgen.exhibits.view import View

Exhibit = Chart | Table | BulletList

EXHIBITS: dict[str, Callable[[View, str], Exhibit | None]] = {
    "chart:contributions": bars.contributions,
    "chart:composition": bars.composition,
    "chart:growth": bars.growth,
    "chart:segment": levels.segment,
    "chart:half-years": levels.half_years,
    "chart:quarters": levels.quarters,
    "table:segments": tables.segments,
    "table:half-years": tables.half_years,
    "table:quarters": tables.quarters,
    "table:revisions": revisions.revisions,
    "table:annex": tables.annex,
    "list:glossary": tables.glossary,
}
