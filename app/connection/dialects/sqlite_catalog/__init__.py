"""The catalog of a SQLite file: ``sqlite_master`` joined to the pragma table functions, in at most eight statements.

What no pragma tells (checks, expressions, collations, names of constraints, triggers) is read from the CREATE text.
A file has no owners, rights, comments or sizes by table, and does not say when ANALYZE ran.
Sources: https://www.sqlite.org/pragma.html#pragfunc, https://www.sqlite.org/datatype3.html (affinity),
https://www.sqlite.org/lang_createtable.html.
"""

from app.connection.dialects.sqlite_catalog.reading import read

__all__ = ["read"]
