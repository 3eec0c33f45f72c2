"""What a pasted text says, as fields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """Something of the text that did not become a field as it stands; never holds a value.

    Attributes:
        parameter: its name, as the table of parameters writes it.
        text: what became of it.
    """

    parameter: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class SplitUrl:
    """A pasted text in its parts.

    Attributes:
        fields: what ``parse_connection`` takes, as far as the text says it.
        password: kept apart, so that it can be dropped.
        notes: what was ignored or translated, in the order of the text.
    """

    dialect: str
    fields: dict[str, str | int]
    password: str | None
    notes: tuple[Note, ...] = ()

    def __repr__(self) -> str:
        return f"SplitUrl({self.dialect!r}, …)"
