"""What a confined process can still do; each case in a process of its own, as nothing undoes the filter."""

import subprocess
import sys

import pytest

BEFORE = """
import errno, socket, threading
from app.connection.confinement import forbid_connecting
listener = socket.create_server(("127.0.0.1", 0))
port = listener.getsockname()[1]
"""
CASES = {
    "a new connection": "socket.create_connection(('127.0.0.1', port), 1)",
    "a network socket": "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "a socket that was open": "early.connect(('127.0.0.1', port))",
    "a thread that ran already": "ask.set(); answered.wait(); raise failed[0]",
}
THREAD = """
early = socket.socket()
ask, answered, failed = threading.Event(), threading.Event(), [None]
def later():
    ask.wait()
    try:
        socket.create_connection(("127.0.0.1", port), 1)
    except OSError as error:
        failed[0] = error
    answered.set()
threading.Thread(target=later, daemon=True).start()
"""


def run(script: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-c", BEFORE + script], capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("attempt", CASES.values(), ids=CASES)
def test_nothing_leads_to_another_connection(attempt: str):
    script = f"{THREAD}\nforbid_connecting()\ntry:\n    {attempt}\nexcept OSError as error:\n    print(errno.errorcode[error.errno])"
    assert run(script) == "EACCES"


def test_what_was_connected_goes_on_and_files_and_local_sockets_stay():
    assert (
        run(
            """
client = socket.create_connection(("127.0.0.1", port))
server, _ = listener.accept()
forbid_connecting()
client.sendall(b"still here")
a, b = socket.socketpair()
socket.socket(socket.AF_UNIX).close()
print(server.recv(99).decode(), open("/proc/self/stat").read() != "")
"""
        )
        == "still here True"
    )
