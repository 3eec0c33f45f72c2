"""One stack per data folder: a file lock that the supervisor and all its children hold together.

Children inherit the descriptor, so after a SIGKILL of the supervisor the folder stays locked until the last of
them is gone, and a new start cannot open their databases too early.
"""

import fcntl
import os
import time

from app.local.failure import StartError
from app.local.home import Home

_PATIENCE_SECONDS = 25
_POLL_SECONDS = 0.1


def acquire(home: Home) -> int:
    """Locks the data folder.

    Returns:
        The descriptor that holds the lock; it is released when every copy of it is closed.

    Raises:
        StartError: a stack runs on this folder, or children of one that died do not end.
    """
    descriptor = os.open(home.lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not _try_lock(descriptor):
        owner = _owner(descriptor)
        if _is_alive(owner):
            raise StartError(f"SourceSense already runs on {home.root} (process {owner})", f"kill {owner}")
        if time.monotonic() > deadline:
            raise StartError(
                f"children of an earlier start still use {home.root}", f"fuser -k {home.lock_file}"
            )
        time.sleep(_POLL_SECONDS)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    return descriptor


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _owner(descriptor: int) -> int:
    text = os.pread(descriptor, 32, 0).decode()
    return int(text) if text.isdecimal() else 0


def _is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process_id > 0
