"""The one failure of the local start: a sentence and the command that fixes it."""


class StartError(Exception):
    """The stack cannot start or go on.

    Attributes:
        problem: one sentence for a person.
        fix: the exact command or setting that helps; empty when there is none.
    """

    def __init__(self, problem: str, fix: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.fix = fix
