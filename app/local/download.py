"""Official release archives: fetched with a short patience, believed only by their checksum."""

import hashlib
import shutil
import tarfile
import urllib.error
import urllib.request
from pathlib import Path

from app.local.failure import StartError
from app.local.programs import Archive, Program, this_platform

SILENCE_SECONDS = 5
"""How long nothing may arrive: a machine without internet should reach the Go build quickly."""

_CHUNK_BYTES = 1 << 20


def archive_for(program: Program) -> Archive:
    """The archive for this machine.

    Raises:
        StartError: no checksum is known for this platform, so nothing is downloaded.
    """
    archive = program.archives.get(this_platform())
    if archive is None:
        raise StartError(f"no checksum is known for {program.title} {program.release} on {this_platform()}")
    return archive


def download(program: Program, folder: Path) -> Path:
    """Fetches the official archive, checks it and unpacks the executable into ``folder``.

    Returns:
        The executable, mode 0755.

    Raises:
        StartError: no network, no known checksum, a checksum that differs (both are named), or an archive
            without the executable.
    """
    archive = archive_for(program)
    packed = folder / f"{program.name}.tar.gz"
    _fetch(archive.url, packed)
    verify(packed, archive.sha256)
    return unpack(packed, program.name)


def verify(packed: Path, expected_sha256: str) -> None:
    """Refuses a file whose SHA-256 is not the expected one; the file is deleted then.

    Raises:
        StartError: the sums differ; both are named.
    """
    digest = hashlib.sha256(packed.read_bytes()).hexdigest()
    if digest != expected_sha256:
        packed.unlink()
        raise StartError(f"the download has SHA-256 {digest}, expected was {expected_sha256}: refused")


def unpack(packed: Path, name: str) -> Path:
    """Takes the one file called ``name`` out of the archive and nothing else.

    Raises:
        StartError: the archive is not readable or does not hold it.
    """
    target = packed.with_name(name)
    try:
        with tarfile.open(packed) as content:
            member = next((m for m in content if m.isfile() and Path(m.name).name == name), None)
            source = content.extractfile(member) if member else None
            if source is None:
                raise StartError(f"the archive does not hold {name}")
            with source, target.open("wb") as out:
                shutil.copyfileobj(source, out)
    except tarfile.TarError as error:
        raise StartError(f"the archive cannot be read ({type(error).__name__})") from None
    target.chmod(0o755)
    return target


def _fetch(url: str, target: Path) -> None:
    try:
        with urllib.request.urlopen(url, timeout=SILENCE_SECONDS) as answer, target.open("wb") as out:  # noqa: S310 - the URLs are constants with https
            shutil.copyfileobj(answer, out, _CHUNK_BYTES)
    except (urllib.error.URLError, TimeoutError, OSError) as error:
        reason = getattr(error, "reason", None) or type(error).__name__
        raise StartError(f"the download failed ({reason})") from None
