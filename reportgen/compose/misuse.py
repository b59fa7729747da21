"""What a template asks for and cannot have, before its place in the file is known."""


class MisuseError(Exception):
    """The reason and the remedy; `text` is what stands in its line."""

    def __init__(self, what: str, remedy: str = "", text: str = "") -> None:
        super().__init__(f"{what}; {remedy}" if remedy else what)
        self.what, self.remedy, self.text = what, remedy, text
