"""Column lines answered by this process and a helper, in the order in which they came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Lock, Thread
from typing import BinaryIO

from app.detection.classifier import Classifier
from app.files.line_groups import LineGroup, grouped
from app.files.table import Refuse, unheard
from app.wiring.classify_helper import Helper, HelperGoneError
from app.wiring.classify_outcome import Outcome
from app.wiring.classifying import Asked, GroupAnswer, answer_group

_WORTH_A_HELPER = 2**20
"""Bytes of columns after which a second process pays for its start."""

_MOST_WAITING = 4

Places = Queue[tuple[int, LineGroup] | None]


class _Ordered:
    """Writes answers in the order of their places, each as soon as all before it are written."""

    def __init__(self, out: BinaryIO, refuse: Refuse, evidence: BinaryIO | None) -> None:
        self.outcome = Outcome()
        self._out, self._refuse, self._evidence = out, refuse, evidence
        self._early: dict[int, GroupAnswer] = {}
        self._next = 0
        self._lock = Lock()

    def put(self, place: int, answer: GroupAnswer) -> None:
        with self._lock:
            self._early[place] = answer
            while (ready := self._early.pop(self._next, None)) is not None:
                self._next += 1
                self._write(ready)

    def _write(self, answer: GroupAnswer) -> None:
        self._out.write(answer.text)
        self._out.flush()
        if self._evidence is not None:
            self._evidence.write(answer.evidence)
        self.outcome.columns += answer.columns
        for number, reason in answer.refused:
            self._refuse(number, reason)
        self.outcome.thinned += answer.thinned


@dataclass(slots=True)
class Crew:
    """Who answers groups: this process, and as many helpers as may be started.

    Attributes:
        helpers: the most processes beside this one.
        asked: what answers should hold.
        detectors: files of custom detectors, which helpers load as well.
        evidence: where lines of evidence go, if they are asked for.
        refuse: told of each line that is refused, in their order and as soon as what stands before it is answered.
    """

    classifier: Classifier
    helpers: int = 1
    asked: Asked = field(default_factory=Asked)
    detectors: Sequence[Path] = ()
    refuse: Refuse = unheard
    evidence: BinaryIO | None = None

    def answer(self, lines: Iterable[tuple[int, bytes]], out: BinaryIO) -> Outcome:
        """Answer every line; raises what reading or writing raises."""
        work = _Work(self, _Ordered(out, self.refuse, self.evidence))
        reader = Thread(target=work.read, args=(lines,), daemon=True)
        reader.start()
        try:
            work.answer_here()
        except BaseException:
            work.abandon()
            raise
        work.close()
        if work.failure is not None:
            raise work.failure
        return work.written.outcome


class _Work:
    """One input on its way: a thread reads, this process answers, so does a thread per helper."""

    def __init__(self, crew: Crew, written: _Ordered) -> None:
        self.written = written
        self.failure: BaseException | None = None
        self._crew = crew
        self._places: Places = Queue(_MOST_WAITING)
        self._helpers: list[tuple[Helper, Thread]] = []

    def read(self, lines: Iterable[tuple[int, bytes]]) -> None:
        """Hand out groups until the input ends or breaks; then tell everybody that nothing follows."""
        size = 0
        try:
            for place, group in enumerate(grouped(lines)):
                size += group.size
                if size >= _WORTH_A_HELPER and not self._helpers:
                    self._start_helpers()
                self._places.put((place, group))
        except BaseException as failure:  # noqa: BLE001 - raised again where the command waits
            self.failure = failure
        for _ in range(1 + len(self._helpers)):
            self._places.put(None)

    def answer_here(self) -> None:
        """Answer in this process for as long as there is anything."""
        while (work := self._places.get()) is not None:
            self._answer(*work)

    def close(self) -> None:
        """Wait for what helpers still answer; one that has not even loaded is not waited for."""
        for helper, thread in self._helpers:
            if not helper.is_ready:
                helper.kill()
            thread.join()

    def abandon(self) -> None:
        """End every helper at once: nobody wants the rest."""
        for helper, _ in self._helpers:
            helper.kill()

    def _start_helpers(self) -> None:
        for _ in range(self._crew.helpers):
            helper = Helper(self._crew.detectors)
            thread = Thread(target=self._answer_there, args=(helper,), daemon=True)
            self._helpers.append((helper, thread))
            thread.start()

    def _answer_there(self, helper: Helper) -> None:
        try:
            helper.wait()
            while (work := self._places.get()) is not None:
                self._answer_by(helper, *work)
        except HelperGoneError:
            return
        except OSError as failure:  # standard output is closed
            self.failure = failure
        finally:
            self.written.outcome.helper_peak_bytes += helper.close()

    def _answer_by(self, helper: Helper, place: int, group: LineGroup) -> None:
        try:
            self.written.put(place, helper.ask(group, self._crew.asked))
        except HelperGoneError:
            self._answer(place, group)
            raise

    def _answer(self, place: int, group: LineGroup) -> None:
        self.written.put(place, answer_group(self._crew.classifier, group, self._crew.asked))
