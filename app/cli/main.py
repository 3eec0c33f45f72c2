"""The ``sourcesense`` command."""

from importlib.metadata import version as installed_version

import typer

from app.cli.classify import classify
from app.cli.demo import demo
from app.cli.diff import diff
from app.cli.doctor import doctor
from app.cli.lint import lint
from app.cli.scan import scan
from app.cli.schema import schema
from app.cli.up import up

app = typer.Typer(
    name="sourcesense",
    help="Schema, sensitive data and quality of a SQL database, without writing to it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(installed_version("sourcesense"))


app.command()(up)
app.command()(demo)
app.command()(scan)
app.command()(schema)
app.command()(lint)
app.command()(diff)
app.command()(classify)
app.command()(doctor)

if __name__ == "__main__":
    app()
