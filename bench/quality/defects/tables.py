"""Tables to damage: columns with declared types, and which may be exchanged or point elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from app.model.schema import Column, DataType, Key, Table, TableKind

Cells = list[str | None]
Row = dict[str, object]
Spec = Mapping[str, tuple[DataType, Callable[[int, Row], object]]]
"""Per column its type and how a cell is drawn from the number of its row and the cells before it."""

TEXT, INTEGER, DECIMAL, DATE, TIMESTAMP = (
    DataType.TEXT,
    DataType.INTEGER,
    DataType.DECIMAL,
    DataType.DATE,
    DataType.TIMESTAMP,
)


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
    return value.isoformat() if isinstance(value, date) else _mended(str(value))


def _mended(value: str) -> str:
    """Some Danish names of mimesis were read in the wrong encoding; our clean tables are to be clean."""
    try:
        return value.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return value


def between(random: Random, first: date, last: date) -> date:
    """A day between two."""
    return first + timedelta(days=random.randrange((last - first).days + 1))


def at(random: Random, day: date) -> datetime:
    """A second of office hours of that day."""
    return datetime.combine(day, time(random.randint(7, 20), random.randrange(60), random.randrange(60)))


def money(random: Random, middle: float, spread: float = 1.0) -> str:
    """A skewed sum of money."""
    return f"{middle * random.lognormvariate(0, spread):.2f}"


def some(random: Random, value: object, share: float) -> object:
    """The value in that share of cases, else nothing."""
    return value if random.random() < share else None


def made(
    name: str,
    rows: int,
    spec: Spec,
    *,
    key: str = "",
    parents: Mapping[str, frozenset[str]] | None = None,
    pairs: Sequence[tuple[str, str]] = (),
    scaled: Mapping[str, Sequence[float]] | None = None,
) -> Base:
    """A table of so many rows."""
    drawn: list[Row] = []
    for number in range(rows):
        row: Row = {}
        for column, (_, draw) in spec.items():
            row[column] = draw(number, row)
        drawn.append(row)
    return Base(
        name=name,
        types={column: kind for column, (kind, _) in spec.items()},
        cells={column: [text(row[column]) for row in drawn] for column in spec},
        key=key,
        parents=parents or {},
        pairs=pairs,
        scaled=scaled or {},
    )
