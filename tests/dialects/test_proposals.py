"""What the views of the sample databases take over from their tables, written down by hand from their SQL.

What was found of the tables is told here and not looked for: this is about links.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.model.findings import Finding, FindingKind
from app.model.proposals import ColumnPlace, Proposal
from app.model.schema import Snapshot
from app.propagation.proposing import propose
from app.schema.lineage import lineage_of
from tests.support.runs import a_finding
from tests.support.samples import Open

PAGILA = {
    "customer.first_name": "PERSON",
    "customer.last_name": "PERSON",
    "customer.email": "EMAIL_ADDRESS",
    "staff.first_name": "PERSON",
    "staff.last_name": "PERSON",
    "address.address": "STREET_ADDRESS",
    "address.phone": "PHONE_NUMBER",
    "address.postal_code": "POSTAL_CODE",
    "city.city": "LOCATION",
    "country.country": "LOCATION",
    "actor.first_name": "PERSON",
    "actor.last_name": "PERSON",
}
NORTHWIND = {
    "Customers.CompanyName": "ORGANIZATION",
    "Customers.ContactName": "PERSON",
    "Suppliers.CompanyName": "ORGANIZATION",
    "Suppliers.ContactName": "PERSON",
    "Customers.City": "LOCATION",
    "Suppliers.City": "LOCATION",
}
FOUND = {
    ("postgresql", "pagila"): PAGILA,
    ("mysql", "sakila"): PAGILA,
    ("sqlite", "northwind"): NORTHWIND,
}
EXPECTED = {
    ("postgresql", "pagila", "customer_list"): """
        name:PERSON address:STREET_ADDRESS zip_code:POSTAL_CODE phone:PHONE_NUMBER city:LOCATION country:LOCATION
    """,
    ("postgresql", "pagila", "actor_info"): "first_name:PERSON last_name:PERSON",
    ("postgresql", "pagila", "sales_by_store"): "store:LOCATION manager:PERSON",
    ("postgresql", "pagila", "rental_by_category"): "",
    ("mysql", "sakila", "customer_list"): """
        name:PERSON address:STREET_ADDRESS zip_code:POSTAL_CODE phone:PHONE_NUMBER city:LOCATION country:LOCATION
    """,
    ("mysql", "sakila", "staff_list"): """
        name:PERSON address:STREET_ADDRESS zip_code:POSTAL_CODE phone:PHONE_NUMBER city:LOCATION country:LOCATION
    """,
    ("mysql", "sakila", "film_list"): "",
    ("sqlite", "northwind", "Customer and Suppliers by City"): """
        City:LOCATION CompanyName:ORGANIZATION ContactName:PERSON
    """,
    ("sqlite", "northwind", "Product Sales for 1997"): "",
}


@pytest.mark.parametrize(("engine", "database", "view"), EXPECTED, ids=["-".join(each) for each in EXPECTED])
async def test_a_view_gets_what_it_shows_of_its_tables(
    engine: str, database: str, view: str, readers: Readers, sample_source: Open
) -> None:
    made = await proposed(engine, database, readers, sample_source)
    told = [each for each in made if each.target.table == view]
    assert {f"{each.target.column}:{each.finding.family}".replace(" ", "_") for each in told} == set(
        EXPECTED[engine, database, view].split()
    )
    assert all(each.kind is FindingKind.TYPE for each in told)


@pytest.mark.parametrize(("engine", "database"), FOUND, ids=["-".join(each) for each in FOUND])
async def test_keys_of_numbers_pass_nothing_on(
    engine: str, database: str, readers: Readers, sample_source: Open
) -> None:
    made = await proposed(engine, database, readers, sample_source)
    assert made
    assert {each.target.table for each in made}.isdisjoint({"payment", "rental", "Orders", "store"})


async def proposed(engine: str, database: str, readers: Readers, sample_source: Open) -> Sequence[Proposal]:
    connection, credential = sample_source(engine, database)
    async with readers.open(connection, credential, Limits()) as session:
        snapshot = await extract_schema(session, connection)
    return propose(snapshot, found(snapshot, FOUND[engine, database]), lineage=lineage_of(snapshot))


def found(snapshot: Snapshot, written: Mapping[str, str]) -> dict[ColumnPlace, list[Finding]]:
    """A finding for each of these columns, by ``table.column``."""
    schemas = {table.name: table.schema for table in snapshot.tables}
    return {
        ColumnPlace(schema=schemas[table], table=table, column=column): [
            replace(a_finding(family), family=family)
        ]
        for name, family in written.items()
        for table, column in [name.split(".")]
    }
