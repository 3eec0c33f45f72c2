"""A dialect somebody else made, without a catalog of its own: it leaves that to SQLAlchemy's Inspector."""

from typing import ClassVar, Literal

from pydantic import Field

from app.connection import inspected
from app.connection.dialects.sqlite import Sqlite
from app.connection.fields import Connection
from app.connection.session import Session
from app.model.schema import Catalog


class ToyConnection(Connection, frozen=True):
    """A file of the toy database."""

    product: ClassVar[str] = "ToySQL"
    dialect: Literal["toysql"] = "toysql"
    path: str = Field(title="File")

    @property
    def title(self) -> str:
        return "toy"

    @property
    def place(self) -> tuple[str, ...]:
        return self.dialect, self.path

    @property
    def binding(self) -> tuple[str, ...]:
        return self.dialect, self.path, "", ""


class ToySql(Sqlite):
    """Everything but the catalog is SQLite's."""

    name = "toysql"
    title = "ToySQL"
    connection_type = ToyConnection
    driver_module = "tests.support.toy_driver"

    async def read_catalog(self, session: Session, connection: Connection) -> Catalog:  # noqa: ARG002 - the port's
        return await inspected.read(session)


DIALECT = ToySql()
