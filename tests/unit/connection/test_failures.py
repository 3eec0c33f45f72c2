import pytest

from app.connection.config import parse_connection
from app.connection.dialects import available, get_dialect
from app.connection.dialects.base import Dialect, Failure
from app.connection.failures import error_of, meaning
from app.errors import Category, SourceSenseError

SHOP = {"host": "db", "database": "shop", "user": "scanner"}


@pytest.mark.parametrize(
    ("dialect", "code", "expected"),
    [
        ("postgresql", "28P01", "wrong_password"),
        ("postgresql", "28000", "wrong_password"),
        ("postgresql", "28000 host", "host_not_allowed"),
        ("postgresql", "28000 role", "unknown_user"),
        ("postgresql", "28000 login", "account_locked"),
        ("postgresql", "42501 connect", "connect_denied"),
        ("postgresql", "57P03", "server_starting"),
        ("postgresql", "3D000", "unknown_database"),
        ("postgresql", "53300", "too_many_connections"),
        ("postgresql", "42501", "no_access"),
        ("postgresql", "42P01", "gone"),
        ("postgresql", "55P03", "locked"),
        ("postgresql", "57014", "timeout"),
        ("postgresql", "57P01", "connection_lost"),
        ("postgresql", "08006", "connection_lost"),
        ("postgresql", "22P02", "statement_refused"),
        ("postgresql", "", "statement_refused"),
        ("mysql", "1045", "wrong_password"),
        ("mysql", "1130", "host_not_allowed"),
        ("mysql", "1862", "account_locked"),
        ("mysql", "1044", "connect_denied"),
        ("mysql", "1049", "unknown_database"),
        ("mysql", "1040", "too_many_connections"),
        ("mysql", "1142", "no_access"),
        ("mysql", "1146", "gone"),
        ("mysql", "1356", "view_error"),
        ("mysql", "1205", "locked"),
        ("mysql", "1969", "timeout"),
        ("mysql", "3024", "timeout"),
        ("mysql", "2013", "connection_lost"),
        ("mysql", "1064", "statement_refused"),
        ("mssql", "18456", "wrong_password"),
        ("mssql", "18470", "wrong_password"),
        ("mssql", "18488", "wrong_password"),
        ("mssql", "04060", "unknown_database"),
        ("mssql", "10928", "too_many_connections"),
        ("mssql", "00229", "no_access"),
        ("mssql", "00230", "no_access"),
        ("mssql", "00208", "gone"),
        ("mssql", "20801", "statement_refused"),
        ("mssql", "04413", "view_error"),
        ("mssql", "01222", "locked"),
        ("mssql", "01205", "locked"),
        ("mssql", "HYT00", "timeout"),
        ("mssql", "40613", "connection_lost"),
        ("mssql", "08S01", "connection_lost"),
        ("mssql", "ODBC_DRIVER_MISSING", "odbc_driver_missing"),
        ("sqlite", "SQLITE_NOTADB", "not_a_database"),
        ("sqlite", "FILE_MISSING", "file_missing"),
        ("sqlite", "FILE_OUTSIDE", "file_denied"),
        ("sqlite", "SQLITE_BUSY_SNAPSHOT", "locked"),
        ("sqlite", "SQLITE_INTERRUPT", "timeout"),
        ("sqlite", "SQLITE_CORRUPT", "statement_refused"),
    ],
)
def test_a_servers_code_has_one_meaning(dialect: str, code: str, expected: str):
    assert meaning(get_dialect(dialect), code).code == expected


@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "mssql"])
@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (Failure("refused"), "connection_refused"),
        (Failure("silent"), "host_silent"),
        (Failure("lost", "08006"), "connection_lost"),
        (Failure("memory"), "reader_crashed"),
        (Failure("crash", "KeyError"), "unexpected"),
        (Failure("tls", "TLS_NOT_OFFERED"), "tls_not_offered"),
        (Failure("tls", "TLS_NOT_ACCEPTED"), "tls_required"),
        (Failure("tls", "TLS_UNTRUSTED"), "certificate_untrusted"),
        (Failure("tls", "TLS_SELF_SIGNED"), "certificate_untrusted"),
        (Failure("tls", "TLS_WRONG_HOST"), "certificate_wrong_host"),
        (Failure("tls", "TLS_EXPIRED"), "certificate_expired"),
        (Failure("tls", "TLS_CLIENT_MISSING"), "client_certificate"),
        (Failure("tls", "TLS_UNSAFE_SIGN_IN"), "sign_in_unsafe"),
        (Failure("tls", "TLS_HANDSHAKE"), "tls_failed"),
        (Failure("other", "PROTOCOL"), "other_server"),
        (Failure("old", "9.6"), "server_too_old"),
    ],
)
def test_what_is_no_code_of_the_server_is_told_apart_too(dialect: str, failure: Failure, expected: str):
    connection = parse_connection({**SHOP, "dialect": dialect})
    error = error_of(failure, get_dialect(dialect), connection, reads="public.t", seconds=30)
    assert error.code == expected


@pytest.mark.parametrize("dialect", available(), ids=[dialect.name for dialect in available()])
def test_every_explanation_has_all_its_evidence(dialect: Dialect):
    fields = {"path": "shop.db"} if dialect.name == "sqlite" else SHOP
    connection = parse_connection({**fields, "dialect": dialect.name})
    for code in dialect.failures:
        error = error_of(Failure("server", code), dialect, connection, reads="public.t", seconds=30)
        assert "?" not in error.explain().message.replace("(SQLITE_", ""), code
        assert "?" not in error.explain().next_step, code


@pytest.mark.parametrize("dialect", available(), ids=[dialect.name for dialect in available()])
def test_a_refused_password_is_never_worth_another_try(dialect: Dialect):
    refused: list[type[SourceSenseError]] = [
        e for e in dialect.failures.values() if e.code == "wrong_password"
    ]
    assert {error.category for error in refused} <= {Category.AUTH}
