"""The documents commands print and servers answer; apart, because a server's client takes long to load."""

from typing import Any

Document = dict[str, Any]
