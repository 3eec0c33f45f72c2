"""Columns of money, devices and secrets without a telling name, and what looks like them and is not."""

from base64 import b64encode
from collections.abc import Callable
from random import Random

import pytest

from app.detection.catalogue import builtin_types, load_catalogue
from app.detection.classifier import Classifier, classify_table
from app.detection.matching.chance import draws
from app.model.findings import FindingKind
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, Table, TableKind

CLASSIFIER = Classifier(load_catalogue(builtin_types()))
Draw = Callable[[Random], str]


def found_in(cells: list[str], name: str = "c1") -> set[str]:
    column = Column(name=name, position=1, native_type="", data_type=DataType.TEXT)
    table = Table(schema="s", name="t", kind=TableKind.TABLE, columns=(column,))
    facts = SampleFacts(method=SamplingMethod.ALL, rows=len(cells), seed=1)
    [verdict] = classify_table(CLASSIFIER, table, Sample(facts=facts, values={name: tuple(cells)}))
    return {f.family for f in verdict.findings if f.kind is FindingKind.TYPE}


def column(draw: Draw, count: int) -> list[str]:
    random = Random(7)  # noqa: S311 - test data
    return [draw(random) for _ in range(count)]


def any_of(*values: str) -> Draw:
    return lambda r: r.choice(values)


TOLD: dict[str, tuple[str, Draw]] = {
    "masked cards": ("CREDIT_CARD", draws("[*]{4} [*]{4} [*]{4} [0-9]{4}")),
    "first six and last four": ("CREDIT_CARD", draws("4[0-9]{5}[*]{6}[0-9]{4}")),
    "networks": ("IP_ADDRESS", draws("10\\.[1-9]{2}\\.[1-9]{2}\\.0/24")),
    "addresses with a port": ("IP_ADDRESS", draws("8[1-9]\\.1[0-9]{2}\\.[1-9]\\.[1-9]{2}:[1-9][0-9]{3}")),
    "bare MACs": ("MAC_ADDRESS", draws("005056[0-9a-f]{6}")),
    "Cisco MACs": ("MAC_ADDRESS", draws("[0-9a-f]{3}a\\.[0-9a-f]{4}\\.[0-9a-f]{4}")),
    "degrees and minutes": ("GEO_COORDINATES", draws("[1-5][0-9]°[1-5][0-9]'[1-5][0-9]\"N [1-5][0-9]°[1-5][0-9]'[1-5][0-9]\"E")),
    "points": ("GEO_COORDINATES", draws("POINT(-[1-9][0-9]\\.[0-9]{4} [1-5][0-9]\\.[0-9]{4})")),
    "domains": ("URL", draws("[a-z]{6,12}\\.com")),
    "handles": ("USERNAME", draws("@[a-z]{6,12}")),
    "Ethereum": ("CRYPTO", draws("0x[0-9a-f]{40}")),
    "branches of Indian banks": ("BANK_ROUTING", draws("HDFC0[0-9]{6}")),
    "UPI": ("BANK_ACCOUNT", draws("[a-z]{6}@okaxis")),
    "BICs": ("SWIFT_CODE", any_of("DEUTDEFF", "BNPAFRPPXXX", "NDEASESS", "HSBCHKHH", "UBSWCHZH", "RABONL2U", "CHASUS33")),
    "MySQL hashes": ("PASSWORD", draws("[*][0-9A-F]{40}")),
    "WordPress hashes": ("PASSWORD", draws("$P$B.{30}")),
    "GitLab tokens": ("SECRET", draws("glpat-.{20}")),
    "connection strings": ("SECRET", draws("Server=db[1-9];Database=x;Uid=a;Pwd=.{9};")),
    "basic authentication": ("SECRET", lambda r: "Basic " + b64encode(f"u{r.random()}:{r.random()}".encode()).decode()),
}  # fmt: skip


@pytest.mark.parametrize("count", [5, 60])
@pytest.mark.parametrize("kind", TOLD)
def test_a_column_is_told_without_its_name(kind: str, count: int):
    family, draw = TOLD[kind]

    assert found_in(column(draw, count)) == {family}


TRAPS: dict[str, Draw] = {
    "order numbers that begin like cards": draws("4[0-9]{15}"),
    "microseconds": draws("16[0-9]{14}"),
    "15 digits": draws("[1-9][0-9]{14}"),
    "13 digits of a barcode": draws("40[0-9]{11}"),
    "ISBN": draws("978[0-9]{10}"),
    "hex digits": draws("[0-9a-f]{12}"),
    "14 hex digits": draws("[0-9a-f]{14}"),
    "commits": draws("[0-9a-f]{40}"),
    "digests": draws("[0-9a-f]{64}"),
    "documents of a document store": draws("65[0-9a-f]{22}"),
    "words of eight capitals": any_of("ABSOLUTE", "CAMPAIGN", "DELIVERY", "ELEPHANT", "GENERATE", "HOSPITAL", "KEYBOARD"),
    "eight capitals": draws("[A-Z]{8}"),
    "containers": draws("MSKU[0-9]{7}"),
    "zero-padded codes": draws("ABCD0[0-9]{6}"),
    "builds": draws("[1-9]\\.[0-3][0-9]\\.[1-9]\\.2[0-4][0-9]"),
    "decimals": draws("[1-9][0-9]\\.[0-9]{5}"),
    "pairs of shares": draws("0\\.[0-9]{4}, 0\\.[0-9]{4}"),
    "scripts": any_of("setup.py", "build.sh", "notes.md", "backup.zip", "report.pdf"),
    "keys of translations": any_of("user.name", "order.id", "shop.city", "mail.title", "shop.store"),
    "packages": draws("com\\.[a-z]{6}\\.app"),
    "scoped packages": draws("@[a-z]{6}/[a-z]{5}"),
    "school years": any_of("2019/2020", "2020/2021", "2021/2022", "2022/2023", "2023/2024"),
    "days": draws("0[1-9]/1[0-9]"),
    "drawn numbers": draws("0[1-9]-1[0-9]-2[0-9]-3[0-9]-4[0-9]-4[0-9]"),
    "three groups of four": draws("[0-9]{4}-[0-9]{4}-[0-9]{4}"),
    "images": draws("data:image/png;base64,iVBORw0KGgo.{40}"),
    "styles": draws("color: [a-z]{5}; width: [1-9]px"),
    "43 letters and digits": draws(".{43}"),
}  # fmt: skip
MONEY = {
    "CREDIT_CARD", "CARD_EXPIRY", "IBAN_CODE", "BANK_ACCOUNT", "BANK_ROUTING", "SWIFT_CODE", "SECURITY_ID", "CRYPTO", "IP_ADDRESS",
    "MAC_ADDRESS", "IMEI", "DEVICE_ID", "GEO_COORDINATES", "URL", "EMAIL_ADDRESS", "PASSWORD", "SECRET", "COOKIE",
    "USER_AGENT", "CERTIFICATE",
}  # fmt: skip


@pytest.mark.parametrize("count", [5, 200])
@pytest.mark.parametrize("kind", TRAPS)
def test_an_ordinary_column_is_none_of_these(kind: str, count: int):
    assert not found_in(column(TRAPS[kind], count)) & MONEY
