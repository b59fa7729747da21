"""Where a link may lead."""

from reportgen.errors import Problem, TemplateError

_SCHEMES = ("https:", "mailto:", "#")


def checked_target(target: str) -> str:
    """Return the target of a link; raises TemplateError unless it is https, mailto or #anchor."""
    if target.lower().startswith(_SCHEMES):
        return target
    raise TemplateError(
        Problem(f'link "{target}"', "this kind of link is not allowed", "use https, mailto or #")
    )
