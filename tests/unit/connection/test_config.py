import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.connection.config import (
    Credential,
    MysqlConnection,
    PostgresqlConnection,
    SqliteConnection,
    parse_connection,
)
from app.connection.dialects import available
from app.connection.dialects.base import Dialect
from app.connection.fields import NetworkConnection, TlsMode
from app.errors import ConnectionFieldError, UnsupportedDialectError

SHOP = {"dialect": "postgresql", "host": "db.internal", "database": "shop", "user": "scanner"}
CANARY = "c4n4ry-s3cret"
ALL_FIELDS = {"dialect", "host", "port", "database", "user", "tls", "ca_certificates", "client_certificate"}
TEXT = st.text(max_size=60)


def test_a_connection_fills_in_port_and_the_strictest_tls():
    connection = parse_connection(SHOP)
    assert isinstance(connection, PostgresqlConnection)
    assert (connection.port, connection.tls) == (5432, TlsMode.VERIFY_HOST)
    assert connection.title == "shop on db.internal:5432"


def test_fields_read_back_give_the_same_connection():
    connection = parse_connection({**SHOP, "tls": "verify-ca", "port": 6543})
    assert parse_connection(json.loads(json.dumps(connection.fields()))) == connection


def test_an_ipv6_address_is_bracketed_in_the_title():
    assert parse_connection({**SHOP, "host": "::1"}).title == "shop on [::1]:5432"


@pytest.mark.parametrize(
    "host",
    [
        "a,b",
        "evil:5432/x?passfile=y#",
        "/var/run/postgresql",
        "user@host",
        "a b",
        "host\n",
        "a;b",
        "{x}",
        "a=b",
        "a%b",
        "fe80::1%eth0",
        "",
        "-x.internal",
        "a..b",
        "x" * 254,
    ],
)
def test_a_host_is_one_name_or_one_address(host: str):
    with pytest.raises(ConnectionFieldError) as caught:
        parse_connection({**SHOP, "host": host})
    assert caught.value.evidence["field"] == "host"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"port": "5432"}, "port"),
        ({"port": 0}, "port"),
        ({"port": 65_536}, "port"),
        ({"port": True}, "port"),
        ({"database": ""}, "database"),
        ({"database": "a\0b"}, "database"),
        ({"user": "x" * 129}, "user"),
        ({"tls": "prefer"}, "tls"),
        ({"tls": "off"}, "tls"),
        ({"ca_certificates": "nonsense"}, "ca_certificates"),
        ({"ca_certificates": "-----BEGIN PRIVATE KEY-----"}, "ca_certificates"),
        ({"passfile": "/etc/passwd"}, "passfile"),
        ({"password": CANARY}, "password"),
        ({CANARY + "\n": 1}, "an unknown field"),
    ],
)
def test_a_wrong_field_is_named_and_its_value_is_not_repeated(change: dict[str, object], field: str):
    with pytest.raises(ConnectionFieldError) as caught:
        parse_connection({**SHOP, **change})
    assert caught.value.evidence["field"] == field
    assert CANARY not in caught.value.explain().message


@pytest.mark.parametrize("missing", ["host", "database", "user"])
def test_a_missing_field_is_named(missing: str):
    with pytest.raises(ConnectionFieldError) as caught:
        parse_connection({name: value for name, value in SHOP.items() if name != missing})
    assert caught.value.evidence["field"] == missing


@pytest.mark.parametrize("dialect", ["", "oracle", "../etc"])
def test_an_unknown_dialect_is_refused_with_those_there_are(dialect: str):
    with pytest.raises(UnsupportedDialectError) as caught:
        parse_connection({**SHOP, "dialect": dialect})
    assert "PostgreSQL" in caught.value.explain().message


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "LOCALHOST"])
def test_tls_may_be_off_on_this_machine(host: str):
    connection = parse_connection({**SHOP, "host": host, "tls": "off"})
    assert isinstance(connection, NetworkConnection)
    assert connection.tls is TlsMode.OFF


def test_a_tls_mode_that_the_driver_does_not_have_is_refused_with_those_it_has():
    with pytest.raises(ConnectionFieldError) as caught:
        parse_connection({**SHOP, "dialect": "mssql", "tls": "verify-ca"})
    assert caught.value.explain().message == "tls: is one of off, encrypt, verify-host for SQL Server"


def test_the_same_source_has_the_same_id_whoever_signs_in():
    ids = {
        parse_connection({**SHOP, **change}).source_id
        for change in ({}, {"user": "x"}, {"host": "DB.internal"})
    }
    assert len(ids) == 1
    assert len(ids.pop()) == 16
    others = ({"port": 6000}, {"database": "x"}, {"host": "x"}, {"dialect": "mysql"})
    assert len({parse_connection({**SHOP, **change}).source_id for change in others}) == 4


def test_a_password_is_bound_to_dialect_host_port_and_user():
    assert parse_connection(SHOP).binding == ("postgresql", "db.internal", "5432", "scanner")
    assert MysqlConnection(host="h", database="d", user="u").binding == ("mysql", "h", "3306", "u")


def test_a_file_is_the_same_source_by_every_path(tmp_path: Path):
    (tmp_path / "real.db").touch()
    (tmp_path / "link.db").symlink_to(tmp_path / "real.db")
    real, link = (SqliteConnection(path=str(tmp_path / name)) for name in ("real.db", "link.db"))
    assert real.source_id == link.source_id
    assert (link.title, link.binding[1]) == ("link.db", str(tmp_path / "real.db"))


@settings(deadline=None)
@given(st.text())
def test_a_credential_never_shows_itself(password: str):
    assert repr(Credential(password)) == str(Credential(password)) == "Credential(…)"


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "host",
                "port",
                "database",
                "user",
                "tls",
                "ca_certificates",
                "client_certificate",
                "service",
                "options",
            ]
        )
        | TEXT,
        TEXT | st.integers() | st.none() | st.booleans() | st.lists(TEXT),
    ),
    st.sampled_from(["postgresql", "mysql", "mssql"]),
)
def test_any_form_is_a_connection_of_known_fields_or_a_named_problem(form: dict[str, object], dialect: str):
    try:
        connection = parse_connection({**form, "dialect": dialect})
    except ConnectionFieldError as error:
        named = error.evidence
    else:
        named = connection.fields()
    assert set(named) in ({"field", "problem"}, ALL_FIELDS)


def test_every_dialect_describes_its_fields_for_the_form():
    schemas = {dialect.name: dialect.connection_type.model_json_schema() for dialect in available()}
    assert set(schemas) == {"postgresql", "mysql", "mssql", "sqlite"}
    for schema in schemas.values():
        assert schema["additionalProperties"] is False
        assert all("title" in field for field in schema["properties"].values())


@pytest.mark.parametrize("dialect", available(), ids=[dialect.name for dialect in available()])
def test_every_dialect_offers_a_script_for_the_least_role(dialect: Dialect):
    script = dialect.grant_script(None)
    assert script.strip()
    granted = "".join(line for line in script.upper().splitlines() if not line.startswith("DENY "))
    assert not any(word in granted for word in ("INSERT", "UPDATE", "DELETE", "ALL PRIVILEGES", "SUPERUSER"))


@pytest.mark.parametrize("path", ["~nobody-of-this-name/shop.db", "x" * 4096, "\u202e", "a/../../b", "~"])
def test_no_path_is_too_odd_to_be_judged(path: str):
    connection = parse_connection({"dialect": "sqlite", "path": path})
    assert connection.binding[1].startswith("/")
    assert len(connection.source_id) == 16


def test_a_path_through_links_in_circles_is_judged_too(tmp_path: Path):
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    connection = parse_connection({"dialect": "sqlite", "path": str(tmp_path / "circle" / "x.db")})
    assert connection.binding[1].endswith("x.db")


def test_a_kind_of_database_that_may_be_a_password_is_not_repeated():
    with pytest.raises(UnsupportedDialectError) as caught:
        parse_connection({"dialect": "hunter2"})
    assert "hunter2" not in caught.value.explain().message
