"""The data folder of the local stack: what lies in it, and the rendered components."""

import json
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.local.failure import StartError
from app.local.files import write_atomically
from app.local.programs import REPOSITORY
from app.local.secrets_file import ensure_secrets

STACK_FILE = "stack.json"
TEMPLATES = REPOSITORY / "components" / "local"


@dataclass(frozen=True, slots=True)
class Home:
    """Paths below the data folder; all absolute."""

    root: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Home":
        """``SOURCESENSE_HOME``, or ``local/`` in the checkout."""
        return cls(Path(environment.get("SOURCESENSE_HOME") or REPOSITORY / "local").expanduser().resolve())

    @property
    def temporal_database(self) -> Path:
        """History of all workflows."""
        return self.root / "temporal.db"

    @property
    def state_database(self) -> Path:
        """Results and sealed credentials."""
        return self.root / "state.db"

    @property
    def objects(self) -> Path:
        """Artifacts and the run index."""
        return self.root / "objects"

    @property
    def secrets_file(self) -> Path:
        """The encryption key, as Dapr's file secret store reads it."""
        return self.root / "secrets.json"

    @property
    def components(self) -> Path:
        """Rendered Dapr components."""
        return self.root / "components"

    @property
    def configuration(self) -> Path:
        """Rendered Dapr configuration."""
        return self.root / "configuration.yaml"

    @property
    def logs(self) -> Path:
        """One log per child."""
        return self.root / "logs"

    @property
    def temporary(self) -> Path:
        """Scratch space of server and worker."""
        return self.root / "tmp"

    @property
    def stack_file(self) -> Path:
        """Addresses of the running stack; absent while none runs."""
        return self.root / STACK_FILE

    @property
    def lock_file(self) -> Path:
        """Held while a supervisor or one of its children lives."""
        return self.root / "lock"


def prepare(home: Home) -> None:
    """Makes folders, key and components; safe to repeat.

    Raises:
        StartError: the folder cannot be written, or the key is missing or malformed although data exists.
    """
    try:
        for folder in (home.root, home.objects, home.components, home.logs, home.temporary):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _ensure_key(home)
        _render(home)
    except OSError as error:
        raise StartError(
            f"the data folder {home.root} cannot be written ({error.strerror})",
            "set SOURCESENSE_HOME to a folder of yours",
        ) from None


def _ensure_key(home: Home) -> None:
    if home.state_database.exists() and not home.secrets_file.exists():
        raise StartError(  # a new key would make what is stored unreadable without a word
            f"{home.secrets_file} is missing, and {home.state_database} cannot be opened without it",
            f"restore the file from a backup, or start afresh: mv {home.root} {home.root}.old",
        )
    ensure_secrets(home.secrets_file)


def _render(home: Home) -> None:
    """Fills absolute paths in: daprd and the SDK read the same files from different folders."""
    paths = {
        "{state_database_url}": urllib.parse.quote(str(home.state_database)),
        "{secrets_file}": str(home.secrets_file),
        "{objects}": str(home.objects),
    }
    for template in sorted(TEMPLATES.glob("*.yaml")):
        text = template.read_text()
        for mark, path in paths.items():
            text = text.replace(mark, _quoted(path))
        is_configuration = template.name == home.configuration.name
        write_atomically(home.configuration if is_configuration else home.components / template.name, text)


def _quoted(path: str) -> str:
    """A path as the inside of a double-quoted YAML scalar; JSON's escapes are a subset of YAML's."""
    return json.dumps(path)[1:-1]
