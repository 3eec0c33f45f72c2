"""Which tables a run looks at: globs of what is taken and of what is left out of that.

A glob with a dot is matched with ``schema.table``, one without a dot with the table's name in every schema.
``*``, ``?`` and ``[…]`` mean what they mean in a shell; case does not matter, since most servers fold it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Globs of a run; without ``include`` everything is taken.

    >>> Selection(include=("sales.*",), exclude=("*_old",)).takes("Sales", "orders")
    True
    >>> Selection(include=("sales.*",), exclude=("*_old",)).takes("sales", "orders_old")
    False
    >>> Selection().takes("any", "table")
    True
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def takes(self, schema: str, name: str) -> bool:
        """Whether the table is selected."""
        taken = not self.include or any(_matcher(glob)(schema, name) for glob in self.include)
        return taken and not any(_matcher(glob)(schema, name) for glob in self.exclude)


@lru_cache(maxsize=512)
def _matcher(glob: str) -> Callable[[str, str], bool]:
    pattern = re.compile(translate(glob), re.IGNORECASE)
    if "." in glob:
        return lambda schema, name: pattern.match(f"{schema}.{name}") is not None
    return lambda _schema, name: pattern.match(name) is not None
