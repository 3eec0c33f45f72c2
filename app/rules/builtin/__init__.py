"""The kinds of rules that come with SourceSense; they register as a plugin's do."""

from app.rules.builtin.across import ACROSS
from app.rules.builtin.custom import CUSTOM
from app.rules.builtin.keys import KEYS
from app.rules.builtin.rows import ROWS
from app.rules.builtin.volume import VOLUME
from app.rules.kinds import RuleKind


def builtin_kinds() -> tuple[RuleKind, ...]:
    """All of them, in the order of the documentation."""
    return (*ROWS, *KEYS, *ACROSS, *VOLUME, *CUSTOM)
