"""A table of persons and its sample to the sets of columns that tell its rows apart.

Runs in the task that holds the sample; only counts and column names leave it.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from app.identifiability.groups import Codes, codes_of, dense, sizes_of, values_per_group
from app.identifiability.roles import Roles, roles_of
from app.identifiability.search import Grouped, Partitions, search, telling
from app.model.findings import ColumnVerdict
from app.model.identifiability import ColumnSet, Diversity, TableIdentifiability
from app.model.sample import Sample, SamplingMethod

MOST_TOLD: Final = 10
"""Sets of each size that are kept, the worst of them."""


def measure_identifiability(sample: Sample, verdicts: Sequence[ColumnVerdict]) -> TableIdentifiability | None:
    """What is known of the table; ``None`` without rows, persons or quasi-identifiers.

    The l of l-diversity is the distinct one of A. Machanavajjhala et al., "l-diversity: privacy beyond k-anonymity"
    (ACM TKDD 1, 2007).
    """
    roles = roles_of(verdicts, sample.values)
    rows = sample.facts.rows
    if not roles.quasi or not rows:
        return None
    codes = [codes_of(sample.values[role.column]) for role in roles.quasi]
    partitions = Partitions(codes)
    searched = search(partitions, [len(sizes_of(each)) for each in codes], rows)
    sensitive = {role.column: codes_of(sample.values[role.column]) for role in roles.sensitive}
    return TableIdentifiability(
        rows=rows,
        exact=sample.facts.method is SamplingMethod.ALL,
        quasi=roles.quasi,
        sensitive=roles.sensitive,
        left_out=roles.left_out,
        sets=tuple(
            _column_set(each, roles, rows, _diversity(each, roles, sensitive, partitions))
            for each in _worst(telling(searched))
        ),
        examined=len(searched.sets),
        complete=searched.complete and not roles.left_out,
    )


def _worst(sets: Sequence[Grouped]) -> list[Grouped]:
    ordered = sorted(sets, key=lambda s: (len(s.members), -s.alone, -s.under_five, s.smallest, s.members))
    return [
        each
        for _, of_a_size in groupby(ordered, key=lambda s: len(s.members))
        for each in list(of_a_size)[:MOST_TOLD]
    ]


def _column_set(grouped: Grouped, roles: Roles, rows: int, diversity: tuple[Diversity, ...]) -> ColumnSet:
    return ColumnSet(
        columns=tuple(roles.quasi[each].column for each in grouped.members),
        groups=grouped.groups,
        smallest=grouped.smallest,
        alone=grouped.alone,
        pairs=grouped.pairs,
        under_five=grouped.under_five,
        unique=grouped.alone == rows,
        diversity=diversity,
    )


def _diversity(
    grouped: Grouped, roles: Roles, sensitive: dict[str, Codes], partitions: Partitions
) -> tuple[Diversity, ...]:
    """Of every sensitive column that is not in the set and holds a value."""
    inside = {roles.quasi[each].column for each in grouped.members}
    groups = dense(partitions.of(grouped.members)) if sensitive.keys() - inside else None
    told: list[Diversity] = []
    for role in roles.sensitive:
        if groups is None or role.column in inside:
            continue
        different, rows = values_per_group(groups, sensitive[role.column])
        if different.any():
            told.append(
                Diversity(
                    column=role.column,
                    family=role.family,
                    least_values=int(different[different > 0].min()),
                    rows_given_away=int(rows[different == 1].sum()),
                )
            )
    return tuple(told)
