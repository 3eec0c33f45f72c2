"""Pasted texts of every form become the same fields; what is not known is refused by name and never by value."""

import time
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.connection.config import parse_connection
from app.connection.dialects import get_dialect
from app.connection.fields import TlsMode
from app.connection.url import SplitUrl, is_connection_text, split_url
from app.connection.url.uris import DRIVERS, SCHEMES
from app.connection.url.vocabulary import NAMES, AsField, AsTls, Ignored, Meaning, Refused, Vocabulary, load
from app.errors import ConnectionUrlError

CANARY = "c4n4ry"
PG = {"dialect": "postgresql", "host": "h", "database": "d"}
MY = {"dialect": "mysql", "host": "h", "database": "d"}
MS = {"dialect": "mssql", "host": "h", "database": "d"}
MS_ODBC = "Driver={ODBC Driver 18 for SQL Server};"


def problem_of(text: str) -> str:
    """Why the text is refused."""
    with pytest.raises(ConnectionUrlError) as caught:
        split_url(text)
    return str(caught.value.evidence["problem"])


# ── every form ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("postgresql://ana:pw@db.internal:6543/shop", {"host": "db.internal", "port": 6543, "user": "ana", "database": "shop"}),
        ("postgres://h/d", {}),
        ("POSTGRES://h/d", {}),
        ("postgresql+psycopg2://h/d?sslmode=verify-ca", {"tls": "verify-ca"}),
        ("postgresql+asyncpg://h/d?ssl=require", {"tls": "encrypt"}),
        ("postgresql://[::1]:5433/d", {"host": "::1", "port": 5433}),
        ("postgresql://a%40b@h/my%2Fdb", {"user": "a@b", "database": "my/db"}),
        ("postgresql:///d?host=h&port=6432&user=u", {"port": 6432, "user": "u"}),
        ("postgresql://h/d?application_name=etl&connect_timeout=10", {}),
        ("host=h dbname=d", {}),
        ("host = h  dbname='d' user='it\\'s \\\\ me' port=5433", {"user": "it's \\ me", "port": 5433}),
        (r"host=h dbname=d user=a\ b", {"user": "a b"}),
        ("host=h dbname=d user='' sslmode=require", {"tls": "encrypt"}),
        ("jdbc:postgresql://h/d", {}),
        ("jdbc:postgresql://h:5433/d?user=u&password=p&ssl=true", {"port": 5433, "user": "u", "tls": "verify-host"}),
        ("jdbc:postgresql://h/d?sslmode=require&ApplicationName=x+y", {"tls": "encrypt"}),
        ("Driver={PostgreSQL Unicode};Server=h;Port=5433;Database=d;Uid=u;Pwd={p;w};SSLmode=verify-full", {"port": 5433, "user": "u", "tls": "verify-host"}),
        ("DRIVER=psqlODBC;SERVER=h;DATABASE=d;", {}),
    ],
)  # fmt: skip
def test_postgresql_in_every_form(text: str, fields: dict[str, object]):
    assert split_url(text).fields == PG | fields


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("mysql+pymysql://u@h/d", {"user": "u"}),
        ("mariadb://u@[::1]:3307/d?ssl-mode=REQUIRED", {"host": "::1", "port": 3307, "user": "u", "tls": "encrypt"}),
        ("mysql+mysqldb://h/d?charset=utf8mb4&ssl_mode=VERIFY_IDENTITY", {"tls": "verify-host"}),
        ("mysql+mysqlconnector://h/d?ssl_verify_cert=true", {"tls": "verify-host"}),
        ("mysql+pymysql://h/d?ssl_verify_cert=true&ssl_verify_identity=false", {"tls": "verify-ca"}),
        ("mysql+pymysql://h/d?ssl_verify_cert=false", {"tls": "encrypt"}),
        ("mysql+pymysql://h/d?ssl_disabled=true", {"tls": "off"}),
        ("jdbc:mysql://h:3307/d?user=u&sslMode=VERIFY_CA&serverTimezone=UTC", {"port": 3307, "user": "u", "tls": "verify-ca"}),
        ("jdbc:mysql://h/d?useSSL=true", {"tls": "verify-host"}),
        ("jdbc:mysql://h/d?useSSL=true&verifyServerCertificate=false", {"tls": "encrypt"}),
        ("jdbc:mysql://h/d?useSSL=false", {"tls": "off"}),
        ("jdbc:mysql://h/d?allowLoadLocalInfile=false", {}),
        ("jdbc:mariadb://h/d?sslMode=trust", {"tls": "encrypt"}),
        ("jdbc:mariadb://h/d?useSsl=true&trustServerCertificate=true", {"tls": "encrypt"}),
        ("Driver={MySQL ODBC 8.0 Unicode Driver};Server=h;Port=3307;Database=d;User=u;Password=p;SSLMODE=REQUIRED;", {"port": 3307, "user": "u", "tls": "encrypt"}),
        ("driver=MariaDB ODBC 3.1 Driver;server=h;database=d;option=3", {}),
    ],
)  # fmt: skip
def test_mysql_and_mariadb_in_every_form(text: str, fields: dict[str, object]):
    assert split_url(text).fields == MY | fields


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("mssql+pyodbc://u:p@h:1434/d?driver=ODBC+Driver+18+for+SQL+Server", {"port": 1434, "user": "u"}),
        ("mssql+pymssql://h/d?charset=utf8", {}),
        ("mssql://h/d?Encrypt=yes&TrustServerCertificate=yes", {"tls": "encrypt"}),
        ("jdbc:sqlserver://h:1434;databaseName=d;user=u;password={a;b}}c};encrypt=true", {"port": 1434, "user": "u", "tls": "verify-host"}),
        ("jdbc:sqlserver://h;database=d;encrypt=true;trustServerCertificate=true;loginTimeout=30;", {"tls": "encrypt"}),
        ("jdbc:sqlserver://;serverName=h;portNumber=1435;databaseName=d;encrypt=strict", {"port": 1435, "tls": "verify-host"}),
        ("jdbc:sqlserver://[::1]:1434;databaseName=d", {"host": "::1", "port": 1434}),
        (MS_ODBC + "Server=tcp:h,1434;Database=d;UID=u;PWD={x};Encrypt=yes", {"port": 1434, "user": "u", "tls": "verify-host"}),
        (MS_ODBC + "Server=h;Database=d;Encrypt=no", {"tls": "off"}),
        (MS_ODBC + "Server=h;Database=d;Encrypt=Mandatory;TrustServerCertificate=no;Connection Timeout=30;", {"tls": "verify-host"}),
        (MS_ODBC + " Server = h , 1434 ; Database = d ", {"port": 1434}),
    ],
)  # fmt: skip
def test_sql_server_in_every_form(text: str, fields: dict[str, object]):
    assert split_url(text).fields == MS | fields


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("sqlite:////data/a%20b.db", "/data/a b.db"),
        ("  sqlite:///relative.db \n", "relative.db"),
        ("sqlite+aiosqlite:///relative.db?mode=ro", "relative.db"),
        ("jdbc:sqlite:/data/a%20b.db", "/data/a%20b.db"),
        ("jdbc:sqlite:shop.sqlite?open_mode=1", "shop.sqlite"),
        ("data/shop.db", "data/shop.db"),
        (r"C:\data\shop.SQLITE", r"C:\data\shop.SQLITE"),
    ],
)
def test_sqlite_in_every_form(text: str, path: str):
    assert split_url(text).fields == {"dialect": "sqlite", "path": path}


PASSWORD = "a;b{c}}d 'e' \\ @:/?#%+"  # noqa: S105 - of no database
ENCODED = "a%3Bb%7Bc%7D%7Dd%20%27e%27%20%5C%20%40%3A%2F%3F%23%25%2B"
QUOTED = "'a;b{c}}d \\'e\\' \\\\ @:/?#%+'"
BRACED = "{a;b{c}}}}d 'e' \\ @:/?#%+}"


@pytest.mark.parametrize(
    "text",
    [
        f"postgresql://u:{ENCODED}@h/d",
        f"postgresql://h/d?password={ENCODED}",
        f"mysql+pymysql://u:{ENCODED}@h/d",
        f"mssql+pyodbc://u:{ENCODED}@h/d",
        f"host=h password={QUOTED} dbname=d",
        f"jdbc:postgresql://h/d?user=u&password={ENCODED}",
        f"jdbc:mariadb://h/d?user=u&password={ENCODED}",
        f"jdbc:sqlserver://h;password={BRACED};databaseName=d",
        f"{MS_ODBC}Server=h;PWD={BRACED};Database=d",
        f"Driver=MySQL;Server=h;Password={BRACED};Database=d",
    ],
)
def test_the_password_comes_apart_and_exact_in_every_form(text: str):
    split = split_url(text)
    assert split.password == PASSWORD
    assert "password" not in split.fields
    assert split.fields["database"] == "d"
    assert PASSWORD not in repr(split)


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it starts with neither"),
        ("oracle://h/d", "its scheme is none of"),
        ("jdbc:oracle:thin:@h:1521:d", "none of postgresql, mysql"),
        ("postgresql+evil://h/d", "the driver after “+” is none of asyncpg"),
        ("mysql+://h/d", "the driver after “+”"),
        ("postgresql+pymysql://h/d", "the driver after “+”"),
        ("sqlite+pysqlcipher:///x.db", "the driver after “+”"),
        ("postgresql://h/d?passfile=/etc/shadow", "“passfile” is refused: no password file"),
        ("postgresql://h/d?service=x", "“service” is refused"),
        ("postgresql://h/d?host=evil", "“host” is given twice"),
        ("postgresql://h/d?hostaddr=127.0.0.1", "“hostaddr” is refused"),
        ("postgresql://h/d?options=-cstatement_timeout%3D0", "“options” is refused"),
        ("postgresql://h/d?sslrootcert=/etc/ca.pem", "“sslrootcert” is refused: no file of this machine is read by a path; paste the PEM"),
        ("postgresql://h/d?sslmode=maybe", "“sslmode” is one of disable"),
        ("postgresql://h/d?sslmode=require&sslmode=disable", "“sslmode” is given twice"),
        ("postgresql://h/d?sslmode=require&SSLMODE=disable", "“sslmode” is given twice"),
        ("postgresql://h/d?sslmode=verify-full&ssl=false", "“sslmode”, “ssl” contradict each other"),
        ("postgresql://h/d?colour=red", "the parameter “colour” is not known here"),
        ("mysql://h/d?local_infile=1", "“local_infile” is refused: no file"),
        ("mysql://h/d?sslmode=require", "“sslmode”"),
        ("mysql://h/d?unix_socket=/tmp/s", "“unix_socket” is refused"),
        ("mysql://h/d?init_command=DROP", "“init_command” is refused"),
        ("postgresql://h/d?a%0Ab=1", "the name of a parameter holds control characters"),
        ("postgresql://h/d?sslmode", "a parameter without “=”"),
        ("postgresql://good,127.0.0.1/d", "several hosts"),
        ("postgresql://%2Ftmp/d", "Unix socket"),
        ("postgresql:///d?host=%2Ftmp", "Unix socket"),
        ("postgresql:///d?host=a%2Cb", "several hosts"),
        ("postgresql://h:99999/d", "its port"),
        ("postgresql://h:x/d", "its port"),
        ("postgresql://h:%35/d", "its port"),
        ("postgresql://h:\u0665/d", "its port"),
        ("postgresql://①.1/d", "its host must be one host name"),
        ("postgresql://good@evil@h/d", "several “@”"),
        ("postgresql://h/d@evil", "after the host"),
        ("postgresql://u:p#w@h/d", "#"),
        ("postgresql://[::1/d", "malformed"),
        ("postgresql://[h]/d", "malformed"),
        ("postgresql://::1/d", "malformed"),
        ("postgresql://[fe80::1%25eth0]/d", "its host must be one host name"),
        ("postgresql://ho\tst/d", "it holds control characters"),
        ("postgresql://ho\nst/d", "it holds control characters"),
        ("postgresql://u%00@h/d", "its user holds control characters"),
        ("postgresql://u:p%0a@h/d", "its password holds control characters"),
        ("postgresql://u:100%@h/d", "its password holds a “%” that starts no escape"),
        ("postgresql://u:%ff@h/d", "its password is not UTF-8"),
        ("postgresql://h/\ud800", "it is not valid Unicode"),
        ("host=a,b dbname=d", "several hosts"),
        ("host=/tmp dbname=d", "Unix socket"),
        ("host=h service=x", "“service” is refused"),
        ("host=h password='open", "not closed"),
        ("host=h password='a'b", "follows its closing quote"),
        ("host=h dbname", "no name=value"),
        ("jdbc:postgresql:d", "//host:port/database"),
        ("jdbc:mysql:loadbalance://a,b/d", "lists and balancing"),
        ("jdbc:mysql://a,b/d", "several hosts"),
        ("jdbc:mysql://address=(host=a)/d", "its host must be one host name"),
        ("jdbc:mysql://h/d?allowLoadLocalInfile=true", "“allowLoadLocalInfile” is refused"),
        ("jdbc:mysql://h/d?autoDeserialize=true", "“autoDeserialize” is refused"),
        ("jdbc:mysql://h/d?queryInterceptors=x", "“queryInterceptors” is refused"),
        ("jdbc:postgresql://h/d?socketFactory=x", "“socketFactory” is refused"),
        ("jdbc:sqlserver://h\\inst;databaseName=d", "instance"),
        ("jdbc:sqlserver://h;instanceName=x", "“instanceName” is refused"),
        ("jdbc:sqlserver://h;failoverPartner=x", "“failoverPartner” is refused"),
        ("jdbc:sqlserver://h;integratedSecurity=true", "“integratedSecurity” is refused"),
        ("jdbc:sqlserver://h;serverName=evil", "“serverName” is given twice"),
        ("jdbc:sqlserver://h;encrypt=strict;trustServerCertificate=true", "contradict each other"),
        (MS_ODBC + "Server=h\\inst", "instance"),
        (MS_ODBC + "Server=np:\\\\h\\pipe\\sql\\query", "instance"),
        (MS_ODBC + "Server=lpc:h", "its host must be"),
        (MS_ODBC + "Server=tcp:h,1,2", "its port"),
        (MS_ODBC + "Server=h;SERVER=evil", "“Server” is given twice"),
        (MS_ODBC + "Server=h;Address=evil", "“Address” is given twice"),
        (MS_ODBC + "Server=h;Failover_Partner=x", "“Failover_Partner” is refused"),
        (MS_ODBC + "Server=h;Trusted_Connection=yes", "“Trusted_Connection” is refused"),
        (MS_ODBC + "Server=h;PWD={open", "not closed"),
        (MS_ODBC + "Server=h;PWD={a}b", "not doubled"),
        (MS_ODBC + "Driver={MySQL};Server=h", "more than one Driver"),
        ("Driver=/tmp/evil.so;Server=h", "no known ODBC driver"),
        ("Driver=SQL Server;DSN=x", "“DSN” names settings"),
        ("FILEDSN=/tmp/x.dsn", "“FILEDSN” names settings"),
        ("DSN=x;UID=u", "“DSN” names settings"),
        ("mssql+pyodbc:///?odbc_connect=x", "“odbc_connect” is refused"),
        ("Driver={PostgreSQL Unicode};Server=h;ConnSettings=x", "“ConnSettings” is refused"),
        ("Driver={PostgreSQL Unicode};Server=h;Pqopt=x", "“Pqopt” is refused"),
        ("Driver=MySQL;Server=h;InitStmt=x", "“InitStmt” is refused"),
        ("sqlite://", "sqlite:///"),
        ("sqlite:///", "sqlite:///"),
        ("sqlite://host/x.db", "sqlite:///"),
        ("sqlite:///x.db?mode=rwc", "“mode” is refused"),
        ("sqlite:///:memory:", "no file"),
        ("sqlite:///file:x.db?uri=true", "no file"),
        ("jdbc:sqlite::memory:", "no file"),
        ("file:x.db", "no file"),
        ("postgresql://h/" + "d" * 5000, "longer than"),
    ],
)  # fmt: skip
def test_what_is_not_known_or_not_safe_is_refused_by_name(text: str, problem: str):
    assert problem in problem_of(text)


@pytest.mark.parametrize(
    "text",
    [
        f"postgresql://u:{CANARY}/x@h/d",
        f"postgresql://u:5?{CANARY}=1@h/d",
        f"postgresql://u:5/{CANARY}@h/d",
        f"postgresql://u:p{CANARY}@w@h/d",
        f"postgresql://u:{CANARY}#@h/d",
        f"postgresql://u:{CANARY}%@h/d",
        f"postgresql://h/d?password=a&{CANARY}=1",
        "postgresql://h/d?password=a&sesame=1",
        f"host=h password=open {CANARY}",
        "host=h password=open sesame=1",
        f"host={CANARY}! dbname=d",
        f"host=h port={CANARY}",
        f"host=h sslmode={CANARY}",
        f"{MS_ODBC}Server=h;PWD=a;{CANARY}=1",
        f"{MS_ODBC}Server=h;PWD=a;sesame=1",
        f"{MS_ODBC}Server=h;PWD={{{CANARY}",
        f"Driver={CANARY};Server=h",
        f"{CANARY}://x",
        CANARY,
        f"/{CANARY}",
        f"postgresql+{CANARY}://h/d",
        f"jdbc:{CANARY}://h",
    ],
)
def test_a_password_in_a_wrong_place_is_not_told(text: str):
    problem = problem_of(text)
    assert CANARY not in problem
    assert "sesame" not in problem


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_failure_never_repeats_the_url(secret: str):
    with pytest.raises(ConnectionUrlError) as caught:
        split_url(f"postgresql://u:{CANARY}@h/d?{secret}x={CANARY}")
    assert CANARY not in caught.value.explain().message


@pytest.mark.parametrize(
    "text",
    [
        MS_ODBC + " " * 3900 + "x",
        MS_ODBC + "; " * 1900 + "x",
        MS_ODBC + "PWD={" + "}}" * 1900,
        MS_ODBC + "a" * 3900,
        "host=" + "\\\\" * 1900 + "'",
        "host='" + "\\\\" * 1900,
        "host" + " " * 4000,
        "x" * 4000 + "=",
        "jdbc:sqlserver://" + "\\" * 3900,
        "jdbc:sqlserver://h" + ";" * 3900 + "x",
        "postgresql://" + "[" * 3900,
        "postgresql://" + "%" * 3900,
        "postgresql://h/d?" + "&" * 3900 + "x",
        "postgresql://h/d?" + "sslmode=require&" * 200,
    ],
    ids=range(14),
)
def test_no_text_takes_long_to_refuse(text: str):
    began = time.process_time()
    problem_of(text)
    assert time.process_time() - began < 0.1


# ── notes ────────────────────────────────────────────────────────────────────────────────────────────


def notes_of(split: SplitUrl) -> Mapping[str, str]:
    return {note.parameter: note.text for note in split.notes}


def test_what_was_ignored_and_what_was_translated_is_noted():
    noted = notes_of(split_url("postgresql://h/d?connect_timeout=3&sslmode=prefer&Application_Name=etl"))
    assert noted == {
        "connect_timeout": "ignored: SourceSense has time limits of its own",
        "application_name": "ignored: SourceSense names its own sessions",
        "sslmode": f"read as “{TlsMode.ENCRYPT.title}”",
    }


def test_words_that_only_together_weaken_encryption_are_noted_together():
    noted = notes_of(split_url(MS_ODBC + "Server=h;Encrypt=yes;TrustServerCertificate=yes"))
    assert noted["Encrypt, TrustServerCertificate"] == f"read as “{TlsMode.ENCRYPT.title}”"


def test_a_url_that_needs_no_words_has_none():
    assert split_url("postgresql://u@h/d").notes == ()


# ── the tables ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NAMES)
def test_a_vocabulary_names_each_parameter_once_and_gives_reasons(name: str):
    vocabulary = load(name)
    assert len({parameter.lower() for parameter in vocabulary.meanings}) == len(vocabulary.meanings)
    assert reasons_missing(vocabulary) == []
    assert vocabulary.find("no_such_parameter") is None


def reasons_missing(vocabulary: Vocabulary) -> list[str]:
    """Parameters that would be refused or ignored without a word."""
    return [name for name, meaning in vocabulary.meanings.items() if not has_reasons(meaning)]


def has_reasons(meaning: Meaning) -> bool:
    match meaning:
        case Ignored(why, values, otherwise):
            return bool(why) and bool(values) == bool(otherwise)
        case Refused(why):
            return bool(why)
        case AsTls(claims):
            return bool(claims)
        case AsField(field):
            return bool(field)


@pytest.mark.parametrize("name", NAMES)
def test_fields_of_a_vocabulary_are_fields_of_connections(name: str):
    known = {"host", "port", "server", "database", "user", "password"}
    fields = {meaning.field for meaning in load(name).meanings.values() if isinstance(meaning, AsField)}
    assert fields <= known


@pytest.mark.parametrize("name", [name for name in NAMES if name != "sqlite"])
def test_no_word_of_any_vocabulary_gives_less_encryption_than_it_claims(name: str):
    """Words that say nothing, or "at least", never lower the default."""
    for meaning in load(name).meanings.values():
        if isinstance(meaning, AsTls):
            for claim in meaning.claims.values():
                assert claim.least <= claim.most
                assert claim.least in {0, claim.most} or claim.most == 3


@pytest.mark.parametrize("name", [name for name in NAMES if name != "sqlite"])
def test_every_word_leads_to_encryption_that_the_dialect_offers(name: str):
    vocabulary = load(name)
    modes = {
        claim.mode
        for meaning in vocabulary.meanings.values()
        if isinstance(meaning, AsTls)
        for claim in meaning.claims.values()
    }
    assert modes <= set(get_dialect(vocabulary.dialect).tls_modes)


@pytest.mark.parametrize(
    ("scheme", "driver"), [(scheme, driver) for scheme, name in SCHEMES.items() for driver in DRIVERS[name]]
)
def test_every_known_driver_leads_to_the_same_fields(scheme: str, driver: str):
    rest = "/x.db" if scheme == "sqlite" else "h/d"
    assert split_url(f"{scheme}+{driver}://{rest}").fields == split_url(f"{scheme}://{rest}").fields


# ── there and back ───────────────────────────────────────────────────────────────────────────────────


@settings(deadline=None)
@given(
    user=st.from_regex(r"[A-Za-z0-9]{1,20}", fullmatch=True),
    host=st.from_regex(r"[a-z]{1,10}(\.[a-z]{1,5})?", fullmatch=True),
    port=st.integers(1, 65_535),
    database=st.from_regex(r"[A-Za-z0-9_]{1,20}", fullmatch=True),
    dialect=st.sampled_from(["postgresql", "mysql"]),
)
def test_fields_written_as_a_url_come_back(user: str, host: str, port: int, database: str, dialect: str):
    split = split_url(f"{dialect}://{user}@{host}:{port}/{database}")
    connection = parse_connection(split.fields)
    assert {name: connection.fields()[name] for name in split.fields} == split.fields


@settings(deadline=None)
@given(password=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=50))
def test_a_password_survives_quoting_in_every_form(password: str):
    quoted = "'" + password.replace("\\", "\\\\").replace("'", "\\'") + "'"
    braced = "{" + password.replace("}", "}}") + "}"
    escaped = "".join(f"%{byte:02X}" for byte in password.encode())
    texts = (
        f"postgresql://u:{escaped}@h/d",
        f"host=h password={quoted} dbname=d",
        f"jdbc:sqlserver://h;password={braced};databaseName=d",
        f"{MS_ODBC}Server=h;PWD={braced};Database=d",
    )
    assert {split_url(text).password for text in texts} == {password}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("postgresql://h/d", True),
        ("host=h dbname=d", True),
        ("jdbc:sqlite:x.db", True),
        ("Driver={SQL Server};Server=h", True),
        ("sqlite:x.db", True),
        ("shop.db", False),
        ("/data/shop", False),
        ("a b.sqlite", False),
    ],
)
def test_a_connection_text_is_told_from_a_path(*, text: str, expected: bool):
    assert is_connection_text(text) is expected
