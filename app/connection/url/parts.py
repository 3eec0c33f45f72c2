"""What every form of a pasted text is first taken apart into."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Parts:
    """A pasted text in pieces that are not judged yet.

    Attributes:
        vocabulary: file of ``parameters/`` that says what its parameters mean.
        fields: what stands at a fixed place (host, port, user, password, database, path), by field; no ``None``.
        parameters: name and value as they came, in order; names may repeat.
        remarks: what was understood in another way than it is written, by the word it is about.
    """

    vocabulary: str
    fields: dict[str, str] = field(default_factory=dict[str, str])
    parameters: tuple[tuple[str, str], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return f"Parts({self.vocabulary!r}, …)"


def given(**fields: str | None) -> dict[str, str]:
    """The fields that are there and not empty.

    >>> given(host="db", port=None, user="")
    {'host': 'db'}
    """
    return {name: value for name, value in fields.items() if value}
