"""Many ways to write the same few addresses, as people do who want to get past a filter."""

import ipaddress
from collections.abc import Iterator

DENIED_TARGETS = (
    "127.0.0.1",  # this machine
    "127.8.8.8",
    "169.254.169.254",  # metadata of AWS, Azure, Google Cloud and others
    "169.254.170.2",  # credentials of AWS ECS
    "168.63.129.16",
    "100.100.100.200",
    "192.0.0.192",
    "0.0.0.0",  # noqa: S104 - an address to be refused
    "255.255.255.255",
    "224.0.0.1",
)

_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")  # noqa: RUF001 - that is the point


def spellings(target: str) -> Iterator[tuple[str, str]]:
    """Name and text of every way to write an IPv4 address that is known to have fooled somebody."""
    number = int(ipaddress.IPv4Address(target))
    first, second, third, fourth = (int(part) for part in target.split("."))
    rest = number & 0xFF_FFFF
    yield "dotted", target
    yield "decimal", str(number)
    yield "hexadecimal", f"0x{number:x}"
    yield "hexadecimal in capitals", f"0X{number:X}"
    yield "octal", f"0{number:o}"
    yield "octal parts", f"0{first:o}.0{second:o}.0{third:o}.0{fourth:o}"
    yield "hexadecimal parts", f"0x{first:x}.0x{second:x}.0x{third:x}.0x{fourth:x}"
    yield "two parts", f"{first}.{rest}"
    yield "three parts", f"{first}.{second}.{(third << 8) | fourth}"
    yield "mixed parts", f"0x{first:x}.{rest}"
    yield "leading zeros", ".".join(f"{part:04o}" for part in (first, second, third, fourth))
    yield "a dot at the end", target + "."
    yield "circled digits", target.translate(_CIRCLED)
    yield "full-width digits", target.translate(_FULL_WIDTH)
    yield "mapped", f"::ffff:{target}"
    yield "mapped in hexadecimal", f"::ffff:{number >> 16:x}:{number & 0xFFFF:x}"
    yield "mapped, written out", f"0:0:0:0:0:FFFF:{number >> 16:04X}:{number & 0xFFFF:04X}"
    yield "compatible", f"::{target}"
    yield "translated", f"::ffff:0:{target}"
    yield "NAT64", str(ipaddress.IPv6Address((0x64FF9B << 96) | number))
    yield "local NAT64", str(ipaddress.IPv6Address((0x64FF9B0001 << 80) | number))
    yield "6to4", str(ipaddress.IPv6Address((0x2002 << 112) | (number << 80) | 1))
    yield (
        "Teredo client",
        str(ipaddress.IPv6Address((0x20010000 << 96) | (0x0A000001 << 64) | (number ^ 0xFFFFFFFF))),
    )
    yield "Teredo server", str(ipaddress.IPv6Address((0x20010000 << 96) | (number << 64) | 0xF5FFFFFE))
    yield "ISATAP", str(ipaddress.IPv6Address((0x20010DB8 << 96) | (0x5EFE << 32) | number))


PLAIN_IPV6 = (
    "::1", "0:0:0:0:0:0:0:1", "0000::0001", "::", "fe80::1", "FE80::1", "fe80::a9fe:a9fe", "fd00:ec2::254",
    "FD00:0EC2::0254", "fd00:ec2::23", "fd20:ce::254", "ff02::1", "ff05::2", "fec0::1%1", "fe80::1%1", "fe80::1%eth0",
    "::1%lo", "64:ff9b:1::1",
)  # fmt: skip
"""IPv6 addresses that are denied, and zones, which no field takes."""

NAMES = {
    "localhost": ("127.0.0.1", "::1"),
    "LOCALHOST": ("127.0.0.1",),
    "localhost.": ("127.0.0.1",),
    "localhost.localdomain": ("127.0.0.1",),
    "ip6-localhost": ("::1",),
    "127.0.0.1.nip.io": ("127.0.0.1",),
    "7f000001.example": ("127.0.0.1",),
    "metadata.google.internal": ("169.254.169.254",),
    "METADATA.GOOGLE.INTERNAL.": ("169.254.169.254",),
    "instance-data": ("169.254.169.254",),
    "xn--lcalhost-54a.example": ("127.0.0.1",),
    "harmless.example": ("192.0.2.1", "169.254.169.254"),
    "harmless-v6.example": ("2001:db8::1", "::1"),
    "last-of-many.example": (*(f"192.0.2.{number}" for number in range(1, 30)), "127.0.0.1"),
    "mapped.example": ("::ffff:169.254.169.254",),
    "nat64.example": ("64:ff9b::a9fe:a9fe",),
    "zoned.example": ("fe80::1%1",),
    "unspecified.example": ("0.0.0.0",),  # noqa: S104 - an address to be refused
}
"""Names, and what a resolver that is not on our side answers; each has a denied address among the answers."""

TEXTS = (
    "postgresql://good.example@127.0.0.1/d", "postgresql://u:good.example@127.0.0.1/d",
    "postgresql://good.example:5432@127.0.0.1/d", "postgresql://good.example%40x@127.0.0.1/d",
    "postgresql://good.example\\@127.0.0.1/d", "postgresql://good.example/d@127.0.0.1/d",
    "postgresql://good.example#@127.0.0.1/d", "postgresql://good.example?@127.0.0.1/d",
    "postgresql://good.example,127.0.0.1/d", "postgresql://good.example:5432,127.0.0.1:5432/d",
    "postgresql://127.0.0.1%2Cgood.example/d", "postgresql://%2Fvar%2Frun%2Fpostgresql/d",
    "postgresql:///d?host=/var/run/postgresql", "postgresql:///d?host=127.0.0.1",
    "postgresql:///d?host=good.example,127.0.0.1", "postgresql://good.example/d?host=127.0.0.1",
    "postgresql://good.example/d?hostaddr=127.0.0.1", "postgresql://good.example/d?%68ostaddr=127.0.0.1",
    "postgresql://good.example/d?service=local", "postgresql://127.0.0.1%00.good.example/d",
    "postgresql://127.0.0.1%09/d", "postgresql://127.0.0.1\n.good.example/d", "postgresql://[::1]/d",
    "postgresql://[::ffff:127.0.0.1]/d", "postgresql://[fe80::1%25eth0]/d", "postgresql://%31%32%37.0.0.1/d",
    "postgresql://①②⑦.⓪.⓪.①/d", "postgresql://127。0。0。1/d", "postgresql://LOCALHOST/d",
    "postgresql://@localhost/d", "host=127.0.0.1 dbname=d", "host=good.example hostaddr=127.0.0.1 dbname=d",
    "host=good.example,127.0.0.1 dbname=d", "host=/tmp dbname=d", "host=@abstract dbname=d",
    "host='127.0.0.1' dbname=d", "host=good.example dbname='x host=127.0.0.1'",
    "host=good.example host=127.0.0.1 dbname=d", "mysql://127.0.0.1/d", "mysql://2130706433/d",
    "mysql://good.example/d?unix_socket=/tmp/mysql.sock", "mysql://good.example/d?host=127.0.0.1",
    "jdbc:mysql://good.example,127.0.0.1/d", "jdbc:mysql://(host=127.0.0.1)/d", "jdbc:mysql://address=(host=127.0.0.1)/d",
    "jdbc:mysql:loadbalance://127.0.0.1/d", "jdbc:mysql://good.example/d?socksProxyHost=127.0.0.1",
    "jdbc:postgresql://127.0.0.1/d", "jdbc:postgresql://good.example,127.0.0.1/d", "jdbc:mariadb://0x7f.1/d",
    "Driver={PostgreSQL Unicode};Server=127.0.0.1;Database=d",
    "Driver={PostgreSQL Unicode};Server=good.example;Server=127.0.0.1;Database=d",
    "Driver={PostgreSQL Unicode};Server={good.example;Server=127.0.0.1};Database=d",
    "Driver={MySQL};Server=good.example;Socket=/tmp/mysql.sock;Database=d",
)  # fmt: skip
"""Pasted texts that name a denied place by a trick of their form; where nothing else, it goes to ``good.example``."""
