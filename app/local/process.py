"""What every child process of ours does between fork and exec: it ties its life to ours."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def child_setup(death_signal: signal.Signals) -> Callable[[], None]:
    """A ``preexec_fn``: the kernel sends ``death_signal`` to the child when its parent is gone, even by SIGKILL.

    Linux only (prctl(2), PR_SET_PDEATHSIG); elsewhere the child just starts. The signal is tied to the
    thread that forked, so children must be started from the main thread.
    """
    parent = os.getpid()
    libc = ctypes.CDLL(None) if sys.platform.startswith("linux") else None

    def setup() -> None:
        if libc is not None:
            libc.prctl(_PR_SET_PDEATHSIG, death_signal)
            if os.getppid() != parent:  # it died before the line above
                os._exit(1)

    return setup
