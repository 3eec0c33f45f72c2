"""Taking rights from this process that it cannot get back, by a filter of system calls.

Source: https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html
"""

import ctypes
import errno
import os
import platform
import socket
import struct
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Machine:
    """Numbers of one architecture: its own in the kernel's audit, and those of three system calls."""

    audit: int
    seccomp: int
    socket: int
    connect: int


_MACHINES = {
    "x86_64": _Machine(audit=0xC000003E, seccomp=317, socket=41, connect=42),
    "aarch64": _Machine(audit=0xC00000B7, seccomp=277, socket=198, connect=203),
}
_NO_NEW_PRIVILEGES = 38
_SET_FILTER = 1
_ALL_THREADS = 1
_ALLOW = 0x7FFF0000
_DENY = 0x00050000 | errno.EACCES
_LOAD, _JUMP_IF, _RETURN = 0x20, 0x15, 0x06
_CALL_AT, _MACHINE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def forbid_connecting() -> None:
    """From now on no thread of this process can open a network socket or connect one; open ones go on working.

    Raises:
        OSError: the kernel does not do that here.
    """
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        raise OSError(errno.ENOSYS, "no filter is known for this machine")
    code = _filter(machine)
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.syscall(
        machine.seccomp, _SET_FILTER, _ALL_THREADS, ctypes.byref(program)
    ):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _filter(machine: _Machine) -> bytes:
    """The program: each instruction a code, the jumps if true and if false, and a number."""
    steps = (
        (_LOAD, 0, 0, _MACHINE_AT),
        (_JUMP_IF, 0, 6, machine.audit),
        (_LOAD, 0, 0, _CALL_AT),
        (_JUMP_IF, 4, 0, machine.connect),
        (_JUMP_IF, 0, 2, machine.socket),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_JUMP_IF, 0, 1, socket.AF_UNIX),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    )
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
