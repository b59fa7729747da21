"""What every test has in common: the same examples on every run, and a writer of plain lines."""

from hypothesis import settings
from text_writer import lay_out

from reportgen.writers import WRITERS

settings.register_profile("reproducible", derandomize=True, deadline=None, database=None)
settings.load_profile("reproducible")

WRITERS["txt"] = lay_out
