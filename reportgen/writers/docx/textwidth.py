"""Widths of lines in the theme's own fonts."""

from reportgen.theme import Theme, TypeStyle


def text_width(theme: Theme, text: str, style: TypeStyle) -> float:
    """Return the width of one line of text in points."""
    from reportgen.charts.metrics import text_width as advance

    return advance(text, theme.fonts.file(style.weight), style.size)
