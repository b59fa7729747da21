"""The tables and charts that a template may place, by name."""

from collections.abc import Callable

from reportgen.briefing import BulletList, Chart, Table
from reportgen.exhibits import figures, tables
from reportgen.exhibits.view import View

Exhibit = Chart | Table | BulletList

EXHIBITS: dict[str, Callable[[View, str], Exhibit | None]] = {
    "chart:contributions": figures.contributions,
    "chart:composition": figures.composition,
    "chart:growth": figures.growth,
    "chart:segment": figures.segment,
    "chart:half-years": figures.half_years,
    "chart:quarters": figures.quarters,
    "table:segments": tables.segments,
    "table:half-years": tables.half_years,
    "table:annex": tables.annex,
    "list:glossary": tables.glossary,
}
