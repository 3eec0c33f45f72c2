"""The egress policy of a process; made here and nowhere else."""

from functools import partial

from pydantic import ValidationError

from app.connection.egress import EgressPolicy
from app.errors import SettingInvalidError
from app.local.stack_file import own_ports_of
from app.settings import Settings


def read_settings() -> Settings:
    """The settings of the environment.

    Raises:
        SettingInvalidError: one is not valid; names its variable.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "?"
        variable = name if name.isupper() else f"SOURCESENSE_{name.upper()}"
        raise SettingInvalidError(
            setting=variable, problem=first["msg"].removeprefix("Value error, ")
        ) from None


def egress_policy(settings: Settings, *, own_rights: bool = False) -> EgressPolicy:
    """Where this process may connect to.

    Args:
        settings: networks that are allowed and denied, our own ports, the single-user mode.
        own_rights: whether somebody works at this machine (the command line), so that loopback is allowed.
    """
    return EgressPolicy(
        allow_loopback=settings.local or own_rights,
        denied_ports=settings.denied_ports,
        more_denied_ports=partial(own_ports_of, settings.home),
        allow=settings.allowed_networks,
        deny=settings.denied_networks,
    )
