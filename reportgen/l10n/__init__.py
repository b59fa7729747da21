"""Numbers, dates, terms and grammar of one locale, and rounding: LANGUAGES is the list of all."""

from collections.abc import Mapping

from reportgen.l10n.en import ENGLISH
from reportgen.l10n.fr import FRENCH
from reportgen.l10n.language import Language, Locale

# In the order in which they stand in a document of all languages.
LANGUAGES: Mapping[Locale, Language] = {"fr": FRENCH, "en": ENGLISH}
# The command line speaks it, and acronyms that several languages share are words of it.
COMMON: Locale = "en"
