"""`python -m reportgen` is the same as `reportgen`."""

from reportgen.cli import run

if __name__ == "__main__":
    run()
