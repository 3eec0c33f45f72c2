"""The catalog of one MySQL or MariaDB database, from ``information_schema`` alone, in at most twelve statements.

``SHOW CREATE TABLE``, which SQLAlchemy parses, gives wrong names for backticks and newlines (RELIABILITY M10).
The server keeps no owner of a table, and says neither when it made an estimate nor the charset of a comment it
could not store. Create options (row format, compression) and events have no place in the model and are left out.
Sources: https://mariadb.com/kb/en/information-schema-tables/, https://dev.mysql.com/doc/refman/8.0/en/information-schema.html
"""

from app.connection.dialects.mysql_catalog.names import quoted
from app.connection.dialects.mysql_catalog.reading import read
from app.connection.dialects.mysql_catalog.rights import ME

__all__ = ["ME", "quoted", "read"]
