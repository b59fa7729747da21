"""A bilingual statistical briefing, from a dataset to proven PDF and Word files."""

__version__ = "0.1.0"
