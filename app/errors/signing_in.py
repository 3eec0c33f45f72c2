"""Reaching the source as somebody."""

from app.errors.base import Category, SourceSenseError


class WrongPasswordError(SourceSenseError):
    """The server refused the sign-in. Evidence: product, user, sqlstate."""

    code = "wrong_password"
    category = Category.AUTH
    title = "The database server refused the user name or the password."
    message = "{product} refused the password for “{user}” (the server answered {sqlstate})."
    next_step = "Check the password, that the role exists on this server, and whether it must use TLS or a client certificate. It was tried once."


class UnknownUserError(SourceSenseError):
    """The server has no such user. Evidence: product, user."""

    code = "unknown_user"
    category = Category.AUTH
    title = "The database server has no such user."
    message = "{product} has no user “{user}”."
    next_step = (
        "Check the name (it is case-sensitive), or make the user with the script shown beside the form."
    )


class AccountLockedError(SourceSenseError):
    """The user exists and may not sign in. Evidence: product, user, sqlstate."""

    code = "account_locked"
    category = Category.AUTH
    title = "The user may not sign in."
    message = "{product} does not let “{user}” sign in: the account is locked, expired or not for signing in (the server answered {sqlstate})."
    next_step = "Ask the server's administrator to unlock it or to set a new password."


class UnknownDatabaseError(SourceSenseError):
    """The server has no such database. Evidence: database, product."""

    code = "unknown_database"
    category = Category.NOT_FOUND
    title = "The server has no such database."
    message = "{product} has no database “{database}”, or this user may not see it."
    next_step = "Check the name (it is case-sensitive on most servers)."


class ConnectDeniedError(SourceSenseError):
    """The user may not connect to this database. Evidence: database, user, connect_grant."""

    code = "connect_denied"
    category = Category.PERMISSION
    title = "The user may not connect to this database."
    message = "“{user}” may not connect to the database “{database}”."
    next_step = "Run {connect_grant} and try again."
