"""Numbers, dates, terms and grammar of one locale, and rounding."""
