"""Which peers there are and where their environments lie."""

import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DEFAULT_FOLDER: Final = Path(tempfile.gettempdir()) / "sourcesense-peers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Another profiler.

    Attributes:
        name: of its script in ``tools``, and of it as a contender.
        title: with its version.
        environment: a folder; two ways to ask one tool share theirs.
        requirements: as pip takes them; none where the environment is another's.
    """

    name: str
    title: str
    licence: str
    environment: str
    requirements: tuple[str, ...]

    def interpreter(self, folder: Path) -> Path:
        """The Python of its environment."""
        return folder / self.environment / "bin" / "python"

    def failure(self, folder: Path) -> Path:
        """Where it is written why it could not be installed."""
        return folder / f"{self.environment}.failed"

    def missing(self, folder: Path) -> str | None:
        """Why it cannot take part; ``None`` if it can."""
        if self.failure(folder).exists():
            return f"not installed: {self.failure(folder).read_text(encoding='utf-8').strip()}"
        return None if self.interpreter(folder).exists() else f"not installed in {folder}"


def peers() -> tuple[Peer, ...]:
    """In the order of ``catalogue.toml``."""
    text = Path(__file__).with_name("catalogue.toml").read_text(encoding="utf-8")
    return tuple(
        Peer(
            name=name,
            title=fields["title"],
            licence=fields["licence"],
            environment=fields.get("environment", name),
            requirements=tuple(fields.get("requirements", ())),
        )
        for name, fields in tomllib.loads(text).items()
    )
