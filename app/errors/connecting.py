"""Reaching the source: its address and its server."""

from app.errors.base import Category, SourceSenseError


class HostNotFoundError(SourceSenseError):
    """The host name does not resolve. Evidence: host."""

    code = "host_not_found"
    category = Category.SOURCE_UNAVAILABLE
    title = "The name of the database server does not resolve."
    message = "The name “{host}” does not resolve to an address."
    next_step = "Check the spelling, or that this machine uses the right name server."


class HostRefusedError(SourceSenseError):
    """Nothing listens on that port. Evidence: host, port."""

    code = "connection_refused"
    category = Category.SOURCE_UNAVAILABLE
    title = "The database server refused the connection."
    message = "{host}:{port} refused the connection: nothing listens there."
    next_step = "Check the port, and that the server is running and listens on this address."


class HostSilentError(SourceSenseError):
    """No answer within the time limit. Evidence: host, port, seconds."""

    code = "host_silent"
    category = Category.SOURCE_UNAVAILABLE
    title = "The database server did not answer in time."
    message = "No answer from {host}:{port} within {seconds} s."
    next_step = "A firewall may drop the packets: ask for this machine's address to be allowed."


class AddressDeniedError(SourceSenseError):
    """The address is not one a source may have. Evidence: host, reason."""

    code = "address_denied"
    category = Category.PERMISSION
    title = "Connections to this address are not allowed."
    message = "Connections to “{host}” are not allowed: {reason}."
    next_step = "Use the address of the database itself, or ask an administrator to allow it."


class NotThisServerError(SourceSenseError):
    """Something else than this kind of database answers there. Evidence: host, port, product, reason."""

    code = "other_server"
    category = Category.PRECONDITION
    title = "Another kind of server answers at this address."
    message = "{host}:{port} does not answer as {product} does: {reason}."
    next_step = "Check the port and the kind of database."


class ServerTooOldError(SourceSenseError):
    """The server's version is not supported. Evidence: product, version, supported."""

    code = "server_too_old"
    category = Category.PRECONDITION
    title = "The database server is too old."
    message = "{product} {version} is older than what can be read: {supported}."
    next_step = "Upgrade the server, or scan a copy of the database on a newer one."


class ServerStartingError(SourceSenseError):
    """The server starts, stops or recovers. Evidence: product."""

    code = "server_starting"
    category = Category.SOURCE_UNAVAILABLE
    title = "The database server is starting or shutting down."
    message = "{product} is starting, shutting down or recovering and lets nobody in."
    next_step = "Try again in a minute; if it stays so, the server's log says what it waits for."


class HostNotAllowedError(SourceSenseError):
    """The server lets nobody, or not this user, in from this machine. Evidence: product, user, database."""

    code = "host_not_allowed"
    category = Category.PERMISSION
    title = "The database server does not accept this machine."
    message = "{product} does not accept the user “{user}” for “{database}” from this machine's address."
    next_step = "Ask its administrator to allow this address: a line in pg_hba.conf, or an account for this host (FLUSH HOSTS if it was blocked)."


class TooManyConnectionsError(SourceSenseError):
    """The server has no free connection. Evidence: product."""

    code = "too_many_connections"
    category = Category.SOURCE_UNAVAILABLE
    title = "The database server has no free connection."
    message = "{product} has no free connection for this user."
    next_step = "Try again when it is less busy, or raise the limit of this role."


class SourceBusyError(SourceSenseError):
    """Our own runs hold every connection this source may have. Evidence: connections."""

    code = "source_busy"
    category = Category.RATE_LIMITED
    title = "Running scans hold every connection this source may have."
    message = "Running scans hold all {connections} connections this source may have."
    next_step = "Try again when the run is further, or cancel it."


class SourceFileMissingError(SourceSenseError):
    """The SQLite file does not exist. Evidence: path."""

    code = "file_missing"
    category = Category.NOT_FOUND
    title = "The database file does not exist."
    message = "There is no file {path}."
    next_step = "Check the path; it is read on the machine the worker runs on."


class SourceFileDeniedError(SourceSenseError):
    """The SQLite file lies outside the allowed folders or cannot be read. Evidence: path, reason."""

    code = "file_denied"
    category = Category.PERMISSION
    title = "The database file may not be read."
    message = "{path} may not be read: {reason}."
    next_step = "Move it below an allowed folder (SOURCESENSE_FILE_ROOTS), or give this user read permission."


class NotADatabaseError(SourceSenseError):
    """The file is not a SQLite database. Evidence: path."""

    code = "not_a_database"
    category = Category.INVALID_INPUT
    title = "The file is not a SQLite database."
    message = "{path} is not a SQLite database (or it is encrypted)."
    next_step = "Choose a file that starts with “SQLite format 3”."


class OdbcDriverMissingError(SourceSenseError):
    """What reads SQL Server is not installed on the worker. Evidence: reason."""

    code = "odbc_driver_missing"
    category = Category.PRECONDITION
    title = "The ODBC driver for SQL Server is not installed."
    message = "SQL Server cannot be read from this machine: {reason}."
    next_step = "On the machine the worker runs on: apt-get install libodbc2 libgssapi-krb5-2; pip install mssql-python-odbc."
