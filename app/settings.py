"""Settings from the environment, typed and checked once at start.

``SOURCESENSE_*`` is ours; the addresses of Temporal and daprd are read under the names the SDK reads them by, so
that one setting serves both.
"""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, AliasChoices, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.networks import NetworkRule, parse_ports, parse_rules


def _checked_ports(text: str) -> str:
    parse_ports(text)
    return text


def _checked_rules(text: str) -> str:
    parse_rules(text)
    return text


Ports = Annotated[str, NoDecode, AfterValidator(_checked_ports)]
Networks = Annotated[str, NoDecode, AfterValidator(_checked_rules)]


class Settings(BaseSettings):
    """All settings of server, worker and command line."""

    model_config = SettingsConfigDict(env_prefix="SOURCESENSE_", frozen=True, extra="ignore")

    home: Path = Field(default=Path("local"), description="Folder of the local data.")
    local: bool = Field(
        default=False,
        description="Single-user mode of `make run`: loopback sources are allowed, nobody signs in.",
    )
    own_ports: Ports = Field(
        default="", description="Comma-separated ports of our own services; no source may be one of them."
    )
    egress_allow: Networks = Field(
        default="",
        description="Comma-separated networks sources may be in, each with a port or a range of ports if need be; "
        "empty allows every address that is not denied.",
    )
    egress_deny: Networks = Field(
        default="", description="Networks no source may be in, written likewise; wins over the allowed ones."
    )
    file_roots: Annotated[str, NoDecode] = Field(
        default="",
        description="Folders SQLite files may be read from, separated by the system's path separator; "
        "empty allows every folder in the single-user mode and none otherwise.",
    )
    objects_url: str = Field(default="", description="Where artifacts are kept; empty: <home>/objects.")
    temporal_ui: str = Field(default="", description="Address of the Temporal UI, for links.")
    state_store: str = Field(default="statestore", description="Name of the Dapr state store component.")
    secret_store: str = Field(default="secretstore", description="Name of the Dapr secret store component.")
    key_name: str = Field(default="sourcesense-key", description="Secret that holds the master key (base64).")
    run_timeout_seconds: int = Field(default=6 * 3600, ge=60, description="A run ends after this long.")
    turn_timeout_seconds: int = Field(
        default=3600, ge=1, description="A run waits this long at most for its turn on a source."
    )
    breaker_wait_seconds: int = Field(
        default=900, ge=0, le=3000, description="A run waits this long at most for a source that went away."
    )

    temporal_host: str = Field(default="127.0.0.1:7233", validation_alias=AliasChoices("ATLAN_TEMPORAL_HOST"))
    temporal_namespace: str = Field(
        default="default", validation_alias=AliasChoices("ATLAN_TEMPORAL_NAMESPACE")
    )
    task_queue: str = Field(default="sourcesense", validation_alias=AliasChoices("ATLAN_TASK_QUEUE"))
    otlp_endpoint: str = Field(default="", validation_alias=AliasChoices("OTEL_EXPORTER_OTLP_ENDPOINT"))

    @property
    def denied_ports(self) -> frozenset[int]:
        """Ports of our own services."""
        return parse_ports(self.own_ports)

    @property
    def allowed_networks(self) -> tuple[NetworkRule, ...]:
        """Where sources may be; empty for everywhere."""
        return parse_rules(self.egress_allow)

    @property
    def denied_networks(self) -> tuple[NetworkRule, ...]:
        """Where no source may be."""
        return parse_rules(self.egress_deny)
