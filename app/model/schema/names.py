"""Names, and the ids made of them."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectName:
    """A name with its schema."""

    schema: str
    name: str


def table_id(schema: str, name: str) -> str:
    """The id of the table with that name; the separator cannot occur in a name.

    >>> table_id("public", "customer")
    'df6dafd53a9a84bf'
    """
    return sha256(f"{schema}\0{name}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
