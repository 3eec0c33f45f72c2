"""Snapshots whose names are anything a server lets through, for formats that must survive them."""

from dataclasses import replace

from hypothesis import strategies as st

from app.model.schema import Column, DataType, ForeignKey, Key, Snapshot, Table, TableKind
from tests.support.everything import EVERYTHING

names = st.one_of(
    st.sampled_from(
        ["one", "PK", "direction  TB", "%%{init: {}}%%", "a\nb", '"', "\\", "end", "~x~", "'", "`"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=63),
)


@st.composite
def hostile_snapshots(draw: st.DrawFn) -> Snapshot:
    """Two tables with any names, one referring to the other."""
    schema, first, second, native, key = (draw(names) for _ in range(5))
    one, two = draw(names), draw(names)
    columns = tuple(
        Column(
            name=name,
            position=place,
            native_type=native,
            data_type=DataType.TEXT,
            comment=native,
            default=key,
        )
        for place, name in enumerate(dict.fromkeys((one, two)), 1)
    )
    referred = Table(
        schema=schema, name=first, kind=TableKind.TABLE, columns=columns, primary_key=Key(columns=(one,))
    )
    reference = ForeignKey(
        columns=(one,), referred_schema=schema, referred_table=first, referred_columns=(one,), name=key
    )
    referring = replace(referred, name=second, comment=native, primary_key=None, foreign_keys=(reference,))
    return replace(EVERYTHING, tables=(referred, referring) if first != second else (referred,))
