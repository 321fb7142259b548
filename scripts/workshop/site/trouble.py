"""What a writer did wrong, in one sentence a writer understands."""


class SiteTrouble(Exception):
    """The site cannot be built; each line of `lines` names a file and says what is wrong with it."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines
