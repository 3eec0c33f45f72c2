"""The source a command is about, as its argument and options say."""

from pathlib import Path

from app.cli.certificates import certificate_fields
from app.cli.passwords import split_target


def connection_of(
    target: str, *, tls: str | None, ca: Path | None, client_certificate: Path | None
) -> dict[str, object]:
    """The fields of the connection; options come before what the text says. Raises ``SourceSenseError``."""
    split = split_target(target)
    return {
        "dialect": split.dialect,
        **split.fields,
        **({"tls": tls} if tls else {}),
        **certificate_fields(ca=ca, client=client_certificate),
    }
