"""Tables to damage: columns with declared types, and which may be exchanged or point elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from app.model.schema import Column, DataType, Key, Table, TableKind

Cells = list[str | None]
Draw = Callable[[], object]

TEXT, INTEGER, DECIMAL, DATE, TIMESTAMP = DataType.TEXT, DataType.INTEGER, DataType.DECIMAL, DataType.DATE, DataType.TIMESTAMP


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A table as it should be.

    Attributes:
        key: the declared primary key, empty without one.
        parents: per referring column all keys it may hold.
        pairs: columns a person might put into each other's place.
        scaled: numeric columns of a measure, with factors another unit would give.
    """

    name: str
    types: Mapping[str, DataType]
    cells: Mapping[str, Cells]
    key: str = ""
    parents: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    pairs: Sequence[tuple[str, str]] = ()
    scaled: Mapping[str, Sequence[float]] = field(default_factory=dict[str, Sequence[float]])

    @property
    def rows(self) -> int:
        """Rows of it."""
        return len(next(iter(self.cells.values())))

    @property
    def table(self) -> Table:
        """As a catalog would list it."""
        columns = tuple(
            Column(name=name, position=place, native_type=kind.value, data_type=kind)
            for place, (name, kind) in enumerate(self.types.items(), 1)
        )
        key = Key(columns=(self.key,)) if self.key else None
        return Table(schema="main", name=self.name, kind=TableKind.TABLE, columns=columns, primary_key=key)


def text(value: object) -> str | None:
    """A value as a server casts it."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def between(random: Random, first: date, last: date) -> date:
    """A day between two."""
    return first + timedelta(days=random.randrange((last - first).days + 1))


def at(random: Random, day: date) -> datetime:
    """A second of office hours of that day."""
    return datetime(day.year, day.month, day.day, random.randint(7, 20), random.randrange(60), random.randrange(60))  # noqa: DTZ001 - as a column without time zone has it


def money(random: Random, middle: float, spread: float = 1.0) -> str:
    """A skewed sum of money."""
    return f"{middle * random.lognormvariate(0, spread):.2f}"


def some(random: Random, value: object, share: float) -> object:
    """The value in that share of cases, else nothing."""
    return value if random.random() < share else None
