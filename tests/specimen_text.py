"""The words of the specimen, in the markup of `specimen_markup`."""

from reportgen.briefing import Locale

HEAD: dict[Locale, dict[str, str]] = {
    "fr": {
        "theme": "Services numériques et externalisation",
        "title": "Un total stable en 2024, un premier semestre 2025 en hausse de {3,5 %}",
        "subtitle": "Exportations du Maroc · premier semestre 2025",
        "status": "Données provisoires",
        "running_header": "Services numériques et externalisation · premier semestre 2025",
    },
    "en": {
        "theme": "Digital services and outsourcing",
        "title": "Flat in 2024, up {3.5%} in the first half of 2025",
        "subtitle": "Morocco's exports · first half of 2025",
        "status": "Provisional data",
        "running_header": "Digital services and outsourcing · first half of 2025",
    },
}

LABELS: dict[Locale, dict[str, str]] = {
    "fr": {
        "callout": "Ce document n'est pas une publication officielle.",
        "key_points": "L'essentiel",
        "glossary": "Glossaire",
        "annex": "Annexe : données",
        "note": "Organisation · contact et prochaine publication : organisation.example",
        "page_of": "Page {page} sur {pages}",
        "version": "Version française",
        "contents": "Sommaire",
        "contents_page": "page {page}",
        "key_figures": "Chiffres clés",
        "link_to": "Lien vers {target}",
        "chart_start": "Départ de la barre",
        "chart_bar": "Barre",
        "chart_bar_below_zero": "Barre sous zéro",
        "chart_label": "Libellé",
    },
    "en": {
        "callout": "This document is not an official publication.",
        "key_points": "Key points",
        "glossary": "Glossary",
        "annex": "Annex: data",
        "note": "Organisation · contact and next release: organisation.example",
        "page_of": "Page {page} of {pages}",
        "version": "English version",
        "contents": "Contents",
        "contents_page": "page {page}",
        "key_figures": "Key figures",
        "link_to": "Link to {target}",
        "chart_start": "Start of the bar",
        "chart_bar": "Bar",
        "chart_bar_below_zero": "Bar below zero",
        "chart_label": "Label",
    },
}

CARDS: dict[Locale, tuple[tuple[str, str, str, str, str, str], ...]] = {
    "fr": (
        (
            "TOTAL",
            "Exportations",
            "Premier semestre 2025",
            "13,4",
            "milliards de dirhams",
            "{+3,5 %} sur un an",
        ),
        (
            "ESO",
            "Ingénierie (ESO)",
            "Premier semestre 2025",
            "2,587",
            "milliards de dirhams",
            "{74,7 %} des recettes de toute l'année 2024",
        ),
        (
            "CRM",
            "Relation client (CRM)",
            "Premier semestre 2025",
            "4,19",
            "milliards de dirhams",
            "recul de près de {13 %} sur un an",
        ),
        (
            "CORE",
            "Part de l'ITO et du CRM",
            "Année 2024",
            "77,7 %",
            "des recettes",
            "un peu plus de {70 %} au premier semestre 2025",
        ),
    ),
    "en": (
        ("TOTAL", "Exports", "First half of 2025", "13.4", "MAD billion", "{+3.5%} on the year"),
        (
            "ESO",
            "Engineering (ESO)",
            "First half of 2025",
            "2.587",
            "MAD billion",
            "{74.7%} of receipts for the whole of 2024",
        ),
        (
            "CRM",
            "Customer relations (CRM)",
            "First half of 2025",
            "4.19",
            "MAD billion",
            "down nearly {13%} on the year",
        ),
        (
            "CORE",
            "Share of ITO and CRM",
            "Year 2024",
            "77.7%",
            "of receipts",
            "just over {70%} in the first half of 2025",
        ),
    ),
}

KEY_POINTS: dict[Locale, tuple[str, ...]] = {
    "fr": (
        "Les exportations atteignent **{13,4 milliards de dirhams}** au premier semestre 2025, "
        "soit {3,5 %} de plus qu'un an plus tôt.",
        "L'ingénierie externalisée (ESO) réalise {2,587 milliards de dirhams} en six mois, soit "
        "déjà {74,7 %} de ses recettes de toute l'année 2024.",
        "La relation client (CRM) recule de près de {13 %}, à {4,19 milliards de dirhams}.",
        "L'ITO et le CRM dominent toujours, mais moins : {77,7 %} des recettes en 2024, un peu "
        "plus de {70 %} au premier semestre 2025.",
        "Le KPO reste marginal : {48 millions de dirhams} en 2024, après {78 millions} en 2023.",
    ),
    "en": (
        "Exports reached **{MAD 13.4 billion}** in the first half of 2025, {3.5%} more than a "
        "year earlier.",
        "Engineering services (ESO) earned {MAD 2.587 billion} in six months, already {74.7%} of "
        "receipts for the whole of 2024.",
        "Customer relations (CRM) fell by nearly {13%}, to {MAD 4.19 billion}.",
        "ITO and CRM still dominate, but less so: {77.7%} of receipts in 2024, just over {70%} "
        "in the first half of 2025.",
        "KPO remains marginal: {MAD 48 million} in 2024, after {MAD 78 million} in 2023.",
    ),
}

SECTIONS: dict[Locale, tuple[tuple[str, str, str], ...]] = {
    "fr": (
        (
            "contributions",
            "Un total stable en 2024, des mouvements contraires",
            "En 2024, les exportations s'établissent à {26,2 milliards de dirhams}, quasi stables "
            "sur un an ({+0,2 %}). Ce calme apparent recouvre deux mouvements de sens opposé. "
            "L'ESO et le BPO apportent ensemble plus de {550 millions de dirhams}. L'ITO et le "
            "CRM, pris ensemble, en retirent entre {470 et 500 millions}. La croissance vient "
            "donc de l'ingénierie et du BPO, non du cœur de métier.",
        ),
        (
            "composition",
            "ITO et CRM : une domination qui s'érode",
            "L'ITO reste le premier segment en 2024, avec {10,578 milliards de dirhams}, soit "
            "{40,3 %} du total. Le CRM suit, à {9,797 milliards} ({37,4 %}). À eux deux, ils "
            "concentrent plus des trois quarts des recettes de 2024. Leurs ventes ont pourtant "
            "diminué d'un peu plus de {2 %} cette année-là. Leur part, proche de {80 %} en 2023, "
            "tombe à un peu plus de {70 %} au premier semestre 2025.",
        ),
        (
            "growth",
            "ESO et BPO : les moteurs",
            "L'ESO progresse de {7,1 %} en 2024, à {3,462 milliards de dirhams}. Le BPO croît "
            "plus vite : environ {17 %}, à {2,334 milliards}. L'élan de l'ESO se confirme en "
            "2025, puisque six mois lui suffisent pour réaliser près des trois quarts de ses "
            "recettes de 2024. La presse économique attribue cette avance à la demande "
            "d'intégration de systèmes, de tests et d'ingénierie des données.",
        ),
        (
            "panel",
            "KPO : un recul net, sur une base très faible",
            "Le KPO passe de {78} à {48 millions de dirhams} en 2024, soit une baisse d'environ "
            "{38 %}, sur une base très faible. Il ne représente que {0,2 %} des recettes. Ce "
            "recul de {30 millions} coûte {0,1 point} à la croissance du total. Le KPO n'est pas "
            "seul à baisser : l'ITO et le CRM, pris ensemble, reculent aussi.",
        ),
        (
            "quarters",
            "Trimestres : ce que l'on sait, ce que l'on ne sait pas",
            "Le CRM atteint {2,814 milliards de dirhams} au troisième trimestre 2024, puis reflue "
            "à {2,183 milliards} au quatrième ({-22,4 %}, données brutes). Ce sont les deux seuls "
            "trimestres publiés par segment. Une saisonnalité ne peut donc pas être établie. La "
            "presse signale aussi un creux du BPO au deuxième trimestre et un redressement au "
            "troisième, sans valeurs.",
        ),
        (
            "half_years",
            "Premier semestre 2025 : une hausse sur un an, un palier sur six mois",
            "Les exportations s'élèvent à {13,4 milliards de dirhams}, contre {12,9 milliards} un "
            "an plus tôt ({+3,5 %}, variation calculée avant arrondi). Par rapport au second "
            "semestre 2024, elles ne progressent que de {0,2 à 1,1 %}, selon l'arrondi des "
            "montants publiés. Le CRM passe de {4,8} à {4,19 milliards}, tandis que l'ITO "
            "s'établit à {5,25 milliards}. Les montants de l'ITO, de l'ESO et du BPO au premier "
            "semestre 2024 ne sont pas publiés : la contribution de chacun ne peut pas être "
            "calculée. La presse désigne l'ingénierie comme le principal accélérateur.",
        ),
        (
            "horizon",
            "Cap 2030",
            "La feuille de route Digital Morocco 2030 vise {40 milliards de dirhams} "
            "d'exportations numériques en 2030. L'objectif a été fixé sur un périmètre plus "
            "étroit : {17,9 milliards} en 2023, contre {26,17 milliards} dans la série actuelle. "
            "Les deux ne se comparent pas directement. À titre indicatif, rejoindre "
            "{40 milliards} depuis le niveau de 2024 demanderait {7,3 %} par an. Trois lignes "
            "d'effort sont affichées : monter en valeur (analyse de données, IA, recherche "
            "appliquée), diversifier marchés et secteurs pour lisser les cycles, renforcer la "
            "confiance numérique.",
        ),
        (
            "method",
            "Méthode et sources",
            "Source : Office des Changes, données préliminaires, telles que reprises par la "
            "presse. Ce document n'est pas une publication officielle. Montants en dirhams "
            "courants, données brutes. Les variations publiées priment sur celles que l'on "
            "recalculerait à partir de montants arrondis, qui peuvent s'en écarter. Les chiffres "
            "obtenus par différence (CRM du premier semestre 2024, ITO et CRM de 2023) sont "
            "signalés dans l'annexe avec leurs bornes.",
        ),
    ),
    "en": (
        (
            "contributions",
            "A flat total in 2024, moved by opposite forces",
            "In 2024 exports stood at {MAD 26.2 billion}, broadly stable on the year ({+0.2%}). "
            "This apparent calm hides two opposite movements. ESO and BPO together added more "
            "than {MAD 550 million}. ITO and CRM, taken together, took away between "
            "{MAD 470 million and MAD 500 million}. Growth therefore came from engineering and "
            "BPO, not from the core business.",
        ),
        (
            "composition",
            "ITO and CRM: a lead that is wearing thin",
            "ITO remained the largest segment in 2024, at {MAD 10.578 billion}, or {40.3%} of the "
            "total. CRM followed at {MAD 9.797 billion} ({37.4%}). The two accounted for more "
            "than three quarters of receipts in 2024. Their sales nevertheless fell by just over "
            "{2%} that year. Their share, close to {80%} in 2023, dropped to just over {70%} in "
            "the first half of 2025.",
        ),
        (
            "growth",
            "ESO and BPO: the engines",
            "ESO grew by {7.1%} in 2024, to {MAD 3.462 billion}. BPO grew faster: about {17%}, to "
            "{MAD 2.334 billion}. ESO's momentum carried into 2025, since six months were enough "
            "to earn nearly three quarters of its 2024 receipts. The business press credits "
            "demand for systems integration, testing and data engineering.",
        ),
        (
            "panel",
            "KPO: a clear fall, from a very small base",
            "KPO went from {MAD 78 million} to {MAD 48 million} in 2024, a fall of about {38%} "
            "from a very small base. It makes up only {0.2%} of receipts. The loss of "
            "{MAD 30 million} cost total growth {0.1 percentage points}. KPO is not alone in "
            "falling: ITO and CRM, taken together, fell too.",
        ),
        (
            "quarters",
            "Quarters: what is known, and what is not",
            "CRM reached {MAD 2.814 billion} in the third quarter of 2024, then fell back to "
            "{MAD 2.183 billion} in the fourth ({-22.4%}, raw data). These are the only two "
            "quarters published by segment, so no seasonal pattern can be established. The press "
            "also reports a low for BPO in the second quarter and a recovery in the third, "
            "without values.",
        ),
        (
            "half_years",
            "First half of 2025: up on the year, level on the half-year",
            "Exports amounted to {MAD 13.4 billion}, against {MAD 12.9 billion} a year earlier "
            "({+3.5%}, computed before rounding). Compared with the second half of 2024 they rose "
            "by only {0.2% to 1.1%}, depending on the rounding of the published amounts. CRM went "
            "from {MAD 4.8 billion} to {MAD 4.19 billion}, while ITO came to {MAD 5.25 billion}. "
            "Amounts for ITO, ESO and BPO in the first half of 2024 are not published, so the "
            "contribution of each cannot be computed. The press names engineering as the main "
            "accelerator.",
        ),
        (
            "horizon",
            "Towards 2030",
            "The Digital Morocco 2030 roadmap aims for {MAD 40 billion} of digital exports in "
            "2030. The target was set on a narrower scope: {MAD 17.9 billion} in 2023, against "
            "{MAD 26.17 billion} in the present series. The two are not directly comparable. As "
            "an indication, reaching {MAD 40 billion} from the 2024 level would take {7.3%} a "
            "year. Three lines of effort are announced: moving up in value (data analytics, AI, "
            "applied research), diversifying markets and industries to smooth the cycles, and "
            "strengthening digital trust.",
        ),
        (
            "method",
            "Method and sources",
            "Source: Office des Changes, preliminary data as reported by the press. This document "
            "is not an official publication. Amounts in current dirhams, raw data. Published "
            "changes take precedence over those recomputed from rounded amounts, which may "
            "differ. Figures obtained by difference (CRM for the first half of 2024, ITO and CRM "
            "for 2023) are marked in the annex with their bounds.",
        ),
    ),
}

GLOSSARY: dict[Locale, tuple[tuple[str, str], ...]] = {
    "fr": (
        ("ITO", "Externalisation informatique (_Information Technology Outsourcing_)."),
        ("CRM", "Relation client (_Customer Relationship Management_)."),
        ("ESO", "Ingénierie externalisée (_Engineering Services Outsourcing_)."),
        ("BPO", "Externalisation des processus métier (_Business Process Outsourcing_)."),
        (
            "KPO",
            "Externalisation des processus de connaissance (_Knowledge Process Outsourcing_).",
        ),
        (
            "Contribution",
            "Variation du segment rapportée au total de la période de base, en points.",
        ),
    ),
    "en": (
        ("ITO", "Information technology outsourcing."),
        ("CRM", "Customer relationship management."),
        ("ESO", "Engineering services outsourcing."),
        ("BPO", "Business process outsourcing."),
        ("KPO", "Knowledge process outsourcing."),
        (
            "Contribution",
            "Change of the segment over the total of the base period, in percentage points.",
        ),
    ),
}
