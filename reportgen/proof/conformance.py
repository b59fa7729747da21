"""The second opinion on PDF/UA-1, where the optional package for it is installed."""

from collections.abc import Iterator

from reportgen.errors import Problem

_REMEDY = "correct it in the program that made the file"


def can_judge() -> bool:
    """Return whether the package page-validation is installed."""
    try:
        import page  # noqa: F401
    except ImportError:
        return False
    return True


def failures(data: bytes) -> Iterator[tuple[str, Problem]]:
    """Yield each rule of PDF/UA-1 that a file breaks, with the first place where it does."""
    import page

    try:
        report = page.validate_pdf_bytes(data, profile="ua1")
    except page.PageError as error:
        yield "", Problem("PDF/UA-1", f"the file cannot be judged: {error}", _REMEDY)
        return
    for rule, what in {fault.rule_id: fault.message for fault in reversed(report.failures)}.items():
        yield rule, Problem(f"PDF/UA-1, rule {rule}", what, _REMEDY)
