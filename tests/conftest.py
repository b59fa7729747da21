"""What every test has in common: examples drawn the same way on every run, without deadlines."""

from hypothesis import settings

settings.register_profile("reproducible", derandomize=True, deadline=None, database=None)
settings.load_profile("reproducible")
