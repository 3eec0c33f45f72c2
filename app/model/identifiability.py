"""How far rows can be told apart by what others may know of a person: counts and column names, never a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleOfColumn:
    """A column that takes part, with the family it was found to be of."""

    column: str
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diversity:
    """What the groups of a set of columns give away of a sensitive column (l-diversity).

    Attributes:
        least_values: the fewest different values that a group holds; NULL counts as one of them, groups of nothing
            but NULL are left out.
        rows_given_away: rows in groups that hold a single value, so that who knows the group knows the value.
    """

    column: str
    family: str
    least_values: int
    rows_given_away: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSet:
    """Some columns and the groups of rows that are alike in all of them.

    Attributes:
        columns: in the order of the table.
        groups: how many different ones.
        smallest: rows of the smallest group, the k of k-anonymity.
        alone: rows that share their group with no other.
        pairs: groups of two rows.
        under_five: rows in groups of fewer than five, those alone among them.
        unique: every row is alone, and no part of the set does that.
    """

    columns: tuple[str, ...]
    groups: int
    smallest: int
    alone: int
    pairs: int
    under_five: int
    unique: bool
    diversity: tuple[Diversity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableIdentifiability:
    """What is measured on the rows read of one table of persons.

    Attributes:
        rows: rows that were grouped; rows, not persons, where somebody has several.
        exact: whether these are all rows of the table.
        quasi: the columns whose sets were searched.
        sensitive: columns of GDPR Art. 9 that no set may give away.
        left_out: further quasi-identifiers, which the search had no room for.
        sets: those that tell more rows apart than every part of them, small ones first, then by rows alone.
        examined: sets that were looked at.
        complete: whether every set of up to four columns was looked at, or need not be because a part of it tells all
            rows apart.
    """

    rows: int
    exact: bool
    quasi: tuple[RoleOfColumn, ...]
    sensitive: tuple[RoleOfColumn, ...]
    left_out: tuple[str, ...]
    sets: tuple[ColumnSet, ...]
    examined: int
    complete: bool
