"""Made-up secrets in the forms their vendors give them; none of them opens anything."""

import json
from base64 import b64encode, urlsafe_b64encode
from random import Random
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits
from zlib import crc32

_BASE62 = digits + ascii_uppercase + ascii_lowercase
_BCRYPT = "./" + ascii_uppercase + ascii_lowercase + digits


def bcrypt_hash(random: Random) -> str:
    """A hash in bcrypt's modular crypt format: version, cost, 22 characters of salt, 31 of hash."""
    return f"$2b${random.choice((10, 12))}$" + "".join(random.choices(_BCRYPT, k=53))


def json_web_token(random: Random, subject: str) -> str:
    """A token of RFC 7519 whose header and claims decode; the signature is random."""
    header = {"alg": "HS256", "typ": "JWT"}
    claims = {"sub": subject, "iat": 1_700_000_000 + random.randrange(80_000_000), "scope": "read"}
    parts = [json.dumps(part, separators=(",", ":")).encode() for part in (header, claims)]
    return ".".join(urlsafe_b64encode(part).rstrip(b"=").decode() for part in (*parts, random.randbytes(32)))


def aws_access_key_id(random: Random) -> str:
    """``AKIA`` and 16 characters of base 32."""
    return "AKIA" + "".join(random.choices(ascii_uppercase + "234567", k=16))


def github_token(random: Random) -> str:
    """``ghp_``, 30 random characters and their CRC-32 in base 62 ("GitHub's new token formats", 2021)."""
    body = "".join(random.choices(_BASE62, k=30))
    return f"ghp_{body}{base62(crc32(body.encode()), 6)}"


def base62(value: int, length: int) -> str:
    """The number in base 62, digits first, padded with zeros.

    >>> base62(62, 6)
    '000010'
    """
    text = ""
    while value:
        value, rest = divmod(value, 62)
        text = _BASE62[rest] + text
    return text.rjust(length, "0")


def connection_url(random: Random, user: str) -> str:
    """A database URL with a password in it."""
    scheme, port = random.choice((("postgresql", 5432), ("mysql", 3306), ("amqp", 5672)))
    password = "".join(random.choices(ascii_letters + digits + "_-", k=14))
    host = random.choice(("db1", "db2", "queue", "reporting"))
    return f"{scheme}://{user}:{password}@{host}.internal.example.com:{port}/app"


def private_key(random: Random) -> str:
    """A PEM block (RFC 7468) around random bytes."""
    text = b64encode(random.randbytes(288)).decode()
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    label = "PRIVATE" + " KEY"
    return "\n".join((f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""))
