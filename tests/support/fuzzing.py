"""Connection forms and pasted texts that somebody means harm with, from a seed."""

import random
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from app.connection.url.vocabulary import NAMES, load

CANARY = "k4n4r1"
"""Part of every value; it has digits, so that no error may take it for the name of a parameter."""

PEM = f"-----BEGIN CERTIFICATE-----\n{CANARY}\n-----END CERTIFICATE-----\n"

SEPARATORS = (*";{}=&?#/\\@:,'\"`|+$<>[]()!*~^% ", "%00", "%0a", "%2F", "%40", "}}", "';", "--", "://", "..")
CONTROLS = ("\x00", "\t", "\n", "\r", "\x1b", "\x7f", "\u2028", "\u202e", "\ufeff", "\ud800")
LETTERS = ("é", "ß", "日", "İ", "①", "．", "\U0001f600", "ａ", "\u0301", "\u200b")  # noqa: RUF001 - that is the point
INJECTED = (
    "host=evil", "hostaddr=127.0.0.1", "sslmode=disable", "options=-cstatement_timeout=0", "passfile=/etc/shadow",
    "service=evil", "Server=evil", "DRIVER=/tmp/evil.so", "TrustServerCertificate=yes", "local_infile=1",
    "unix_socket=/tmp/s", "read_default_file=/etc/my.cnf", "init_command=DROP", "odbc_connect=x", "mode=rwc", "vfs=evil",
    "allowLoadLocalInfile=true", "ssl_ca=/etc/passwd", "sslkey=/etc/shadow", "autocommit=1", "conv=1", "cursorclass=x",
)  # fmt: skip
EXTRA_FIELDS = (
    "host", "hostaddr", "port", "path", "uri", "database", "dbname", "user", "tls", "ca_certificates", "dialect", "service",
    "servicefile", "passfile", "options", "sslmode", "sslkey", "sslcert", "sslrootcert", "gssencmode", "require_auth",
    "unix_socket", "read_default_file", "init_command", "local_infile", "ssl", "conv", "program_name", "autocommit",
    "DRIVER", "Server", "DSN", "TrustServerCertificate", "odbc_connect", "creator", "connect_args", "query", "password",
    "__class__", "model_config", "title", "binding", "", " host", "host ", "HOST", "\x00", "k4n4r1=1",
)  # fmt: skip
ODD_VALUES: tuple[object, ...] = (
    None, True, False, 0, -1, 65_536, 2**70, 1.5, float("nan"), float("inf"), b"bytes", (), [], {}, ["host"],
    {"host": "evil"}, "", " ", "0", "5432", "None", object(),
)  # fmt: skip
HOSTS = ("db.internal", "192.0.2.7", "2001:db8::7", "localhost", "A-1.example.")
PATHS = (
    "shop.db",
    "missing.db",
    "../shop.db",
    "/etc/passwd",
    "a?mode=rwc",
    "a#b",
    "a%00b",
    "file:shop.db?vfs=x",
    "~/x.db",
)
MODES = ("off", "encrypt", "verify-ca", "verify-host", "VERIFY-HOST", "disable", "")

Fields = dict[str, object]


def forms(seed: int, count: int) -> Iterator[tuple[Fields, str]]:
    """That many connection forms, each with a password; about half of them are valid."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for _ in range(count):
        fields = _valid_form(chance)
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            _harm(fields, chance)
        yield fields, CANARY + spoilt(CANARY, chance)


def _valid_form(chance: random.Random) -> Fields:
    dialect = chance.choice(("postgresql", "mysql", "mssql", "sqlite"))
    if dialect == "sqlite":
        return {"dialect": dialect, "path": chance.choice(PATHS)}
    authority = {"ca_certificates": PEM} if chance.randrange(50) == 0 else {}
    return {
        **authority,
        "dialect": dialect,
        "host": chance.choice(HOSTS),
        "port": chance.randint(1, 65_535),
        "database": CANARY + _printable(chance),
        "user": CANARY + _printable(chance),
        "tls": chance.choice(MODES[1:4]),
    }


def _harm(fields: Fields, chance: random.Random) -> None:
    name = chance.choice((*fields, chance.choice(EXTRA_FIELDS)))
    match chance.randrange(5):
        case 0:
            fields[name] = spoilt(str(fields.get(name, CANARY)), chance)
        case 1:
            fields[name] = chance.choice(ODD_VALUES)
        case 2:
            fields[name] = f"{fields.get(name, '')}{chance.choice(SEPARATORS)}{chance.choice(INJECTED)}"
        case 3:
            fields.pop(name, None)
        case _:
            fields[chance.choice(EXTRA_FIELDS)] = CANARY


def _printable(chance: random.Random) -> str:
    """What may stand in a name: everything but control characters."""
    return "".join(chance.choice((*SEPARATORS, *LETTERS, "x")) for _ in range(chance.randrange(6)))


def spoilt(text: str, chance: random.Random) -> str:
    """The text with a few characters put in, taken out or changed."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(text))
        piece = chance.choice((*SEPARATORS, *CONTROLS, *LETTERS, *INJECTED, ""))
        text = text[:at] + piece + text[at + chance.choice((0, 0, 1)) :]
    return text


_VALID_TEXTS = (
    f"postgresql://{CANARY}:{CANARY}@db.internal:5432/{CANARY}?sslmode=require",
    f"postgres://{CANARY}@[2001:db8::7]/{CANARY}?connect_timeout=5&application_name={CANARY}",
    f"postgresql+psycopg2://{CANARY}:{CANARY}@192.0.2.7/{CANARY}",
    f"host=db.internal dbname='{CANARY}' user={CANARY} password='{CANARY}' sslmode=verify-full",
    f"mysql+pymysql://{CANARY}:{CANARY}@db.internal/{CANARY}?charset=utf8mb4&ssl-mode=REQUIRED",
    f"mariadb://{CANARY}:{CANARY}@db.internal:3307/{CANARY}",
    f"mssql+pyodbc://{CANARY}:{CANARY}@db.internal:1433/{CANARY}?driver=ODBC+Driver+18+for+SQL+Server&Encrypt=yes",
    f"jdbc:postgresql://db.internal:5432/{CANARY}?user={CANARY}&password={CANARY}&ssl=true",
    f"jdbc:mysql://db.internal:3306/{CANARY}?user={CANARY}&password={CANARY}&sslMode=REQUIRED",
    f"jdbc:mariadb://db.internal/{CANARY}?user={CANARY}&password={CANARY}&sslMode=trust",
    f"jdbc:sqlserver://db.internal:1433;databaseName={CANARY};user={CANARY};password={{{CANARY}}};encrypt=true",
    f"Driver={{ODBC Driver 18 for SQL Server}};Server=tcp:db.internal,1433;Database={CANARY};UID={CANARY};PWD={{{CANARY}}};Encrypt=yes",
    f"Driver={{PostgreSQL Unicode}};Server=db.internal;Port=5432;Database={CANARY};Uid={CANARY};Pwd={CANARY}",
    f"Driver={{MySQL ODBC 8.0 Unicode Driver}};Server=db.internal;Database={CANARY};User={CANARY};Password={CANARY}",
    f"sqlite:////{CANARY}/shop.db?mode=ro",
    f"jdbc:sqlite:{CANARY}.db",
)


def texts(seed: int, count: int) -> Iterator[str]:
    """That many pasted texts: valid ones, spoilt ones, with parameters of every driver, and noise."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    parameters = [name for vocabulary in NAMES for name in load(vocabulary).meanings]
    for _ in range(count):
        text = chance.choice(_VALID_TEXTS)
        match chance.randrange(6):
            case 0:
                text = _with_parameter(text, chance.choice(parameters), chance)
            case 1:
                text = spoilt(_with_parameter(text, chance.choice(parameters), chance), chance)
            case 2:
                other = chance.choice(_VALID_TEXTS)
                text = text[: chance.randint(0, len(text))] + other[chance.randint(0, len(other)) :]
            case 3:
                text = "".join(
                    chance.choice((*SEPARATORS, *CONTROLS, *LETTERS, *INJECTED, CANARY))
                    for _ in range(chance.randrange(20))
                )
            case 4:
                text = spoilt(text, chance)
            case _:
                pass
        yield text


def _with_parameter(text: str, name: str, chance: random.Random) -> str:
    value = chance.choice(
        (CANARY, "true", "false", "0", "1", "", quote(spoilt(CANARY, chance), errors="replace"))
    )
    if text.startswith(("Driver", "jdbc:sqlserver")):
        return f"{text};{name}={value}"
    if "://" not in text:
        return f"{text} {name}='{value}'"
    return f"{text}{'&' if '?' in text else '?'}{name}={value}"


CLOSED_LISTS: Mapping[str, frozenset[str]] = {
    "postgresql": frozenset(
        ("host", "hostaddr", "port", "dbname", "user", "password", "passfile", "sslmode", "sslrootcert", "sslcert", "sslkey",
         "sslcertmode", "require_auth", "gssencmode", "connect_timeout", "tcp_user_timeout", "keepalives_idle",
         "keepalives_interval", "keepalives_count", "application_name", "client_encoding")
    ),
    "mysql": frozenset(
        ("host", "port", "user", "password", "database", "charset", "conv", "ssl", "ssl_disabled", "auth_plugin_map",
         "local_infile", "program_name", "autocommit", "defer_connect")
    ),
    "mssql": frozenset(
        ("DRIVER", "Server", "HostNameInCertificate", "Encrypt", "TrustServerCertificate", "Database", "UID", "PWD", "APP",
         "ConnectRetryCount")
    ),
    "sqlite": frozenset({"mode"}),
}  # fmt: skip
"""Every argument a driver may get, by dialect."""
