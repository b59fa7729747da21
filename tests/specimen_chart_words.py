"""The words of the specimen's charts, in the markup of `specimen_markup`."""

from dataclasses import dataclass

from reportgen.briefing import Locale


@dataclass(frozen=True, slots=True)
class ChartWords:
    """Number, takeaway title, subtitle, text alternative and note of a chart."""

    number: int
    title: str
    subtitle: str
    alt_text: str
    note: str = ""


CONTRIBUTIONS: dict[Locale, ChartWords] = {
    "fr": ChartWords(
        1,
        "L'ESO et le BPO tirent, l'ITO et le CRM freinent",
        "Contribution de chaque segment à la variation du total, millions de dirhams, "
        "2024 par rapport à 2023",
        "Cascade des contributions en 2024, en millions de dirhams : BPO {+330 à +340}, "
        "ESO {+230}, ITO et CRM ensemble {-500 à -470}, KPO {-30}, total {+40 à +60}.",
    ),
    "en": ChartWords(
        1,
        "ESO and BPO pull, ITO and CRM hold back",
        "Contribution of each segment to the change in the total, MAD million, 2024 on 2023",
        "Waterfall of contributions in 2024, in MAD million: BPO {+330 to +340}, "
        "ESO {+230}, ITO and CRM together {-500 to -470}, KPO {-30}, total {+40 to +60}.",
    ),
}
COMPOSITION: dict[Locale, ChartWords] = {
    "fr": ChartWords(
        2,
        "L'ITO et le CRM cèdent du terrain",
        "Part de chaque segment dans les exportations, %, données provisoires",
        "Trois barres. ITO et CRM ensemble : {80 %} en 2023, {78 %} en 2024, un peu plus "
        "de {70 %} au premier semestre 2025. ESO : {12 %}, {13 %} puis {19 %}.",
        "e : obtenu par différence. En 2023, l'ITO et le CRM ne sont pas séparables ; "
        "au premier semestre 2025, le BPO et le KPO non plus.",
    ),
    "en": ChartWords(
        2,
        "ITO and CRM are losing ground",
        "Share of each segment in exports, %, provisional data",
        "Three bars. ITO and CRM together: {80%} in 2023, {78%} in 2024, just over "
        "{70%} in the first half of 2025. ESO: {12%}, {13%} then {19%}.",
        "e: obtained by difference. In 2023 ITO and CRM cannot be separated; "
        "nor can BPO and KPO in the first half of 2025.",
    ),
}
GROWTH: dict[Locale, ChartWords] = {
    "fr": ChartWords(
        3,
        "L'ESO et le BPO avancent, le cœur recule",
        "Variation des exportations, %, 2024 par rapport à 2023",
        "Variations en 2024 : BPO environ {+17 %}, ESO {+7,1 %}, total {+0,2 %}, "
        "ITO et CRM ensemble {-2,4 à -2,3 %}.",
        "ITO + CRM : bornes de la variation.",
    ),
    "en": ChartWords(
        3,
        "ESO and BPO advance, the core retreats",
        "Change in exports, %, 2024 on 2023",
        "Changes in 2024: BPO about {+17%}, ESO {+7.1%}, total {+0.2%}, "
        "ITO and CRM together {-2.4% to -2.3%}.",
        "ITO + CRM: bounds of the change.",
    ),
}
KNOWLEDGE: dict[Locale, ChartWords] = {
    "fr": ChartWords(
        4,
        "Le KPO perd 30 millions de dirhams",
        "Exportations de KPO, millions de dirhams, 2023 et 2024 ; échelle propre au segment",
        "Deux barres : {78 millions de dirhams} en 2023, {48 millions} en 2024.",
    ),
    "en": ChartWords(
        4,
        "KPO lost MAD 30 million",
        "Exports of KPO, MAD million, 2023 and 2024; the segment's own scale",
        "Two bars: {MAD 78 million} in 2023, {MAD 48 million} in 2024.",
    ),
}
KNOWLEDGE_FACTS: dict[Locale, tuple[tuple[str, str, str], ...]] = {
    "fr": (
        ("Variation 2024/2023", "-30", "millions de dirhams"),
        ("Part du total en 2024", "0,2", "%"),
        ("Contribution à la croissance", "-0,1", "point"),
    ),
    "en": (
        ("Change 2024/2023", "-30", "MAD million"),
        ("Share of the total in 2024", "0.2", "%"),
        ("Contribution to growth", "-0.1", "percentage points"),
    ),
}
HALF_YEARS: dict[Locale, ChartWords] = {
    "fr": ChartWords(
        5,
        "Un semestre contre l'autre",
        "Exportations, milliards de dirhams, premiers semestres de 2024 et de 2025",
        "Total : {12,9} puis {13,4 milliards de dirhams}. CRM : {4,8} puis {4,2 milliards}. "
        "ITO au premier semestre 2025 : {5,2 à 5,3 milliards}.",
        "e : obtenu par différence.",
    ),
    "en": ChartWords(
        5,
        "One half-year against the other",
        "Exports, MAD billion, first half of 2024 and of 2025",
        "Total: {MAD 12.9 billion}, then {MAD 13.4 billion}. CRM: {MAD 4.8 billion}, then "
        "{MAD 4.2 billion}. ITO in the first half of 2025: {MAD 5.2 to 5.3 billion}.",
        "e: obtained by difference.",
    ),
}
