"""Connection strings with a password: ``key=value`` pairs for a server and a secret.

Sources: Microsoft, "Connection string syntax" (ADO.NET, ODBC, OLE DB) and "Configure Azure Storage connection strings";
PostgreSQL documentation section 34.1.1 (libpq); JDBC drivers' URLs with ``password=``.
"""

import re

_SERVER = re.compile(
    r"(?:server|data source|host|hostname|addr|address|network address|dbname|database|initial catalog|endpoint|accountname"
    r"|defaultendpointsprotocol|dsn|driver|user id|uid|user|username)\s*=|^jdbc:|^mongodb|^odbc:|:thin:",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"(?:password|pwd|passwd|accountkey|sharedaccesskey|sharedaccesssignature|secret)\s*=\s*([^;&\s]{1,256})|:thin:[^/\s]{1,64}/([^@\s]{1,128})@",
    re.IGNORECASE,
)
_PLACEHOLDERS = frozenset(
    {"", "***", "****", "*****", "******", "********", "xxx", "xxxx", "<password>", "{password}"}
)


def is_valid(value: str) -> bool:
    """Whether the value names a server or database and holds a password that is no placeholder.

    >>> is_valid("Server=db1;Database=shop;User Id=app;Password=s3cr3t;"), is_valid("host=db1 user=app password=s3cr3t")
    (True, True)
    >>> is_valid("Server=db1;Database=shop;Trusted_Connection=True;"), is_valid("a password = none")
    (False, False)
    """
    secret = _SECRET.search(value)
    if secret is None or (secret[1] or secret[2]).lower() in _PLACEHOLDERS:
        return False
    return _SERVER.search(value) is not None
