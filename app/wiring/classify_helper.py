"""A second process of ``sourcesense classify``: ``python -m app.wiring.classify_helper``.

Standard input brings pickled groups of lines, standard output takes the pickled answers, after one line that says
it is ready. It ends with its input, so it never outlives the command.
"""

import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, cast

from app.connection.memory import peak_bytes
from app.files.line_groups import LineGroup
from app.wiring.classifying import Asked, GroupAnswer, answer_group

READY = b"ready\n"


class HelperGoneError(Exception):
    """The process does not answer; its group is answered elsewhere."""


class Helper:
    """The command's side of the process."""

    def __init__(self, detectors: Sequence[Path]) -> None:
        command = [sys.executable, "-m", "app.wiring.classify_helper", *map(str, detectors)]
        # A group of its own: Ctrl-C ends the command, and the end of the command ends this.
        self._process = subprocess.Popen(  # noqa: S603 - this Python and our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
        )
        self.is_ready = False

    def wait(self) -> None:
        """Until it has loaded its rules; raises ``HelperGoneError``."""
        if self._process.stdout is None or self._process.stdout.readline() != READY:
            raise HelperGoneError
        self.is_ready = True

    def ask(self, group: LineGroup, asked: Asked) -> GroupAnswer:
        """Its answer; raises ``HelperGoneError``."""
        try:
            pickle.dump((group, asked), cast("BinaryIO", self._process.stdin))
            cast("BinaryIO", self._process.stdin).flush()
            return pickle.load(cast("BinaryIO", self._process.stdout))  # noqa: S301 - of our own child
        except (OSError, EOFError, pickle.UnpicklingError, ValueError):
            raise HelperGoneError from None

    def kill(self) -> None:
        """End it at once; whoever waits for it learns that it is gone."""
        self._process.kill()

    def close(self) -> int:
        """End it; gives the bytes it held at most."""
        peak = peak_bytes(self._process.pid) or 0
        self._process.kill()
        self._process.communicate()
        return peak


def _serve(detectors: Sequence[Path]) -> None:
    from app.wiring.detectors import load_classifier  # noqa: PLC0415 - the command's side has it already

    classifier = load_classifier(detectors)
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()
    while True:
        try:
            group, asked = cast("tuple[LineGroup, Asked]", pickle.load(sys.stdin.buffer))  # noqa: S301 - of the command that started this
        except EOFError:
            return
        pickle.dump(answer_group(classifier, group, asked), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve([Path(path) for path in sys.argv[1:]])
