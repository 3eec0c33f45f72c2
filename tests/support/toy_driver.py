"""The reader's side of a dialect somebody else made: SQLite files under another name. Loaded by reader processes."""

from app.connection.dialects.sqlite_driver import SqliteDriver

DRIVER = SqliteDriver()
