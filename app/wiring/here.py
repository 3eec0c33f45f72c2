"""The source a command is about, opened in this process with the caller's own file rights."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager

from app.connection.config import Credential, credential_for, parse_connection
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.wiring.egress import egress_policy, read_settings
from app.wiring.watching import WatchedSource


@asynccontextmanager
async def source_here(
    connection: Mapping[str, object], credential: Credential, limits: Limits | None = None
) -> AsyncGenerator[WatchedSource]:
    """The source behind untrusted connection fields; its readers end with the block.

    Raises:
        ConnectionFieldError: a field is missing or malformed.
        SettingInvalidError: a setting of the environment is not valid.
    """
    parsed = parse_connection(connection)
    checked = credential_for(parsed, credential.password, credential.client_key)
    policy = egress_policy(read_settings(), own_rights=True)
    async with Readers(policy, None) as readers:
        yield WatchedSource(readers, parsed, checked, limits or Limits())
