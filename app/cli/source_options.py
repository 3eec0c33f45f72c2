"""How the source of a command is reached: a group of options that every command about a source has."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.certificates import certificate_fields, read_credential
from app.cli.document import Document
from app.cli.passwords import split_target
from app.connection.credential import Credential

Target = Annotated[str, typer.Argument(help="URL without password, or path of a SQLite file.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """As typed; the fields are the options, with what ``--help`` says of them."""

    tls: Annotated[str | None, typer.Option(help="off, encrypt, verify-ca or verify-host.")] = None
    ca: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Authorities to trust, PEM.")
    ] = None
    client_certificate: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Ours, for a server that asks, PEM.")
    ] = None
    client_key: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Its private key, PEM.")
    ] = None
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read it from standard input.")] = (
        False
    )
    password_file: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Read it from this file.")
    ] = None

    def of(self, target: str) -> tuple[Document, Credential]:
        """The fields of the connection, options before what the text says, and what it is signed in with.

        Raises:
            ConnectionUrlError: the text cannot be split into fields.
            PasswordInUrlError: it holds a password.
            UnsupportedDialectError: nobody reads such a source.
            ConnectionFieldError: a file is not text.
        """
        split = split_target(target)
        fields: Document = {
            "dialect": split.dialect,
            **split.fields,
            **({"tls": self.tls} if self.tls else {}),
            **certificate_fields(ca=self.ca, client=self.client_certificate),
        }
        return fields, read_credential(
            from_stdin=self.password_stdin, password_file=self.password_file, key=self.client_key
        )


def about_a_source(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of ``SourceOptions`` in the place of its parameter ``source``."""
    group = [
        each.replace(kind=Parameter.KEYWORD_ONLY) for each in signature(SourceOptions).parameters.values()
    ]

    @wraps(command)
    def typed(*arguments: Any, **given: Any) -> None:
        options = {each.name: given.pop(each.name) for each in group}
        command(*arguments, source=SourceOptions(**options), **given)

    own = signature(command)
    parameters = [
        part for each in own.parameters.values() for part in (group if each.name == "source" else [each])
    ]
    vars(typed)["__signature__"] = own.replace(parameters=parameters)  # what Typer reads
    typed.__annotations__ = {each.name: each.annotation for each in parameters}
    return typed
