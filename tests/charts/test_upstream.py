"""What is kept out of matplotlib's import still has to be there."""

import os
import subprocess
import sys

from matplotlib.lines import Line2D

from reportgen.charts.upstream import without_docstrings

ARTISTS_DOCUMENTED_BY_A_DRAWING = """
from reportgen.charts.render import draw
from reportgen.theme import load_theme
from specimen_exhibits import contributions
draw(contributions("fr"), load_theme(), "fr")
from matplotlib.patches import Rectangle
print("alpha" in (Rectangle.set.__doc__ or ""))
"""


def test_matplotlib_still_documents_every_artist_at_its_definition() -> None:
    class Outside(Line2D):
        pass

    with without_docstrings():

        class Inside(Line2D):
            pass

        class Below(Inside):
            pass

    class Later(Inside):
        pass

    documented = [bool(artist.set.__doc__) for artist in (Outside, Inside, Below, Later)]
    assert documented == [True, False, False, True]


def test_an_artist_without_docstring_is_set_as_any_other() -> None:
    with without_docstrings():

        class Inside(Line2D):
            pass

    line = Inside([0, 1], [0, 1])
    line.set(linewidth=3)
    assert line.get_linewidth() == 3


def test_a_drawing_imports_no_docstring() -> None:
    told = subprocess.run(
        [sys.executable, "-c", ARTISTS_DOCUMENTED_BY_A_DRAWING],
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.strip() == "False"
