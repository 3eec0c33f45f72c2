import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.connection.config import parse_connection
from app.connection.url import split_url
from app.errors import ConnectionUrlError

CANARY = "c4n4ry"


@pytest.mark.parametrize(
    ("url", "fields"),
    [
        (
            "postgresql://ana:pw@db.internal:6543/shop",
            {"dialect": "postgresql", "host": "db.internal", "port": 6543, "user": "ana", "database": "shop"},
        ),
        ("postgres://h/d", {"dialect": "postgresql", "host": "h", "database": "d"}),
        (
            "postgresql+psycopg2://h/d?sslmode=verify-ca",
            {"dialect": "postgresql", "host": "h", "database": "d", "tls": "verify-ca"},
        ),
        ("mysql+pymysql://u@h/d", {"dialect": "mysql", "host": "h", "user": "u", "database": "d"}),
        (
            "mariadb://u@[::1]:3307/d?ssl-mode=REQUIRED",
            {"dialect": "mysql", "host": "::1", "port": 3307, "user": "u", "database": "d", "tls": "encrypt"},
        ),
        ("sqlite:////data/a%20b.db", {"dialect": "sqlite", "path": "/data/a b.db"}),
        ("  sqlite:///relative.db ", {"dialect": "sqlite", "path": "relative.db"}),
        (
            "postgresql://a%40b@h/my%2Fdb",
            {"dialect": "postgresql", "host": "h", "user": "a@b", "database": "my/db"},
        ),
    ],
)
def test_a_url_is_split_into_fields(url: str, fields: dict[str, object]):
    assert split_url(url).fields == fields


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "does not start"),
        ("shop.db", "does not start"),
        ("oracle://h/d", "does not start"),
        ("postgresql://h/d?passfile=/etc/shadow", "“passfile”"),
        ("postgresql://h/d?host=evil", "“host”"),
        ("postgresql://h/d?options=-cstatement_timeout%3D0", "“options”"),
        ("postgresql://h/d?sslmode=maybe", "sslmode is one of"),
        ("mysql://h/d?local_infile=1", "“local_infile”"),
        ("mysql://h/d?sslmode=require", "“sslmode”"),
        ("postgresql://h/d?a%0Ab=1", "malformed name"),
        ("postgresql://good,127.0.0.1/d", "several hosts"),
        ("postgresql://h:99999/d", "port"),
        ("postgresql://h:x/d", "port"),
        ("postgresql://u:p#w@h/d", "#"),
        ("postgresql://[::1/d", "malformed"),
        ("sqlite://", "sqlite:///"),
        ("sqlite:///", "sqlite:///"),
        ("sqlite:///x.db?mode=rwc", "“mode”"),
        ("postgresql://h/" + "d" * 5000, "longer than"),
    ],
)
def test_what_is_not_known_is_refused_by_name(url: str, problem: str):
    with pytest.raises(ConnectionUrlError) as caught:
        split_url(url)
    assert problem in str(caught.value.evidence["problem"])


def test_the_password_is_kept_apart_and_out_of_sight():
    split = split_url(f"postgresql://ana:{CANARY}%2F%40@h/d")
    assert split.password == f"{CANARY}/@"
    assert CANARY not in repr(split)
    assert CANARY not in str(split.fields)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_failure_never_repeats_the_url(secret: str):
    with pytest.raises(ConnectionUrlError) as caught:
        split_url(f"postgresql://u:{CANARY}@h/d?{secret}x={CANARY}")
    assert CANARY not in caught.value.explain().message


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
