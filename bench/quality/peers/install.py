"""Gives each peer an environment of its own: ``python -m bench.quality.peers.install [FOLDER] [--only soda ydata]``."""

import argparse
import subprocess
import sys
from pathlib import Path

from bench.quality.peers.catalogue import DEFAULT_FOLDER, Peer, peers


def install(peer: Peer, folder: Path) -> str | None:
    """Make its environment anew; the reason if that fails, which is also written beside it."""
    peer.failure(folder).unlink(missing_ok=True)
    reason = _failed(sys.executable, "-m", "venv", "--clear", str(folder / peer.environment)) or _failed(
        str(peer.interpreter(folder)), "-m", "pip", "install", "--quiet", *peer.requirements
    )
    if reason is not None:
        peer.failure(folder).write_text(f"{reason}\n", encoding="utf-8")
    return reason


def _failed(*command: str) -> str | None:
    done = subprocess.run(command, capture_output=True, check=False, text=True)  # noqa: S603 - our own command line
    said = done.stderr.strip().splitlines() or [f"ended with {done.returncode}"]
    return said[-1] if done.returncode else None


def _installable() -> list[Peer]:
    return [peer for peer in peers() if peer.requirements]


def main() -> None:
    """Install all or those named; end with 1 if one could not be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=DEFAULT_FOLDER)
    parser.add_argument("--only", nargs="+", choices=[peer.name for peer in _installable()])
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    failed = False
    for peer in _installable():
        if chosen.only and peer.name not in chosen.only:
            continue
        reason = install(peer, chosen.folder)
        failed = failed or reason is not None
        sys.stdout.write(f"{peer.title} ({peer.licence}): {reason or 'installed'}\n")
        sys.stdout.flush()
    sys.exit(failed)


if __name__ == "__main__":
    main()
