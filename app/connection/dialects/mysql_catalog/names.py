"""How names are written."""


def quoted(name: str) -> str:
    """In backticks, doubled inside."""
    return "`" + name.replace("`", "``") + "`"
