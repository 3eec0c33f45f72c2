"""Which ports a process listens on, as the kernel tells it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_LISTENING = "0A"


def listening_ports(process_ids: Iterable[int]) -> frozenset[int]:
    """TCP ports these processes of ours listen on; empty where there is no /proc.

    Source: proc_net_tcp.txt of the kernel's documentation: local address and port in hexadecimal, the state, and
    the inode that a descriptor of the process names.
    """
    ours = {inode for process_id in process_ids for inode in _socket_inodes(process_id)}
    return frozenset(
        int(fields[1].rpartition(":")[2], 16)
        for fields in _sockets()
        if fields[3] == _LISTENING and fields[9] in ours
    )


def _sockets() -> Iterator[list[str]]:
    for table in ("tcp", "tcp6"):
        with suppress(OSError):
            yield from (row.split() for row in Path(f"/proc/net/{table}").read_text().splitlines()[1:])


def _socket_inodes(process_id: int) -> Iterator[str]:
    with suppress(OSError):  # it may have ended
        for link in Path(f"/proc/{process_id}/fd").iterdir():
            with suppress(OSError):
                name = str(link.readlink())
                if name.startswith("socket:["):
                    yield name[len("socket:[") : -1]
