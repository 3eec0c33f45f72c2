"""Where the columns of the sample databases' views come from, written down by hand from their SQL.

``<`` is copied, ``=`` computed, ``+`` aggregated; without a column of the view ``?`` is a filter and ``&`` a join.
"""

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.model.lineage import LineageEdge, Use, ViewLineage
from app.schema.lineage import lineage_of
from tests.support.samples import Open

SIGNS = {Use.COPIED: "<", Use.COMPUTED: "=", Use.AGGREGATED: "+", Use.FILTER: "?", Use.JOIN: "&"}

VIEWS = {
    ("postgresql", "pagila"): 8,
    ("postgresql", "northwind"): 0,
    ("postgresql", "chinook"): 0,
    ("mysql", "sakila"): 7,
    ("sqlite", "northwind"): 16,
}

ACTOR_JOINS = """
    &actor.actor_id &film_actor.actor_id &film_actor.film_id &film_category.film_id &film_category.category_id
    &category.category_id &film.film_id
"""
STORE_JOINS = """
    &payment.rental_id &rental.rental_id &rental.inventory_id &inventory.inventory_id &inventory.store_id
    &store.store_id &store.address_id &address.address_id &address.city_id &city.city_id &city.country_id
    &country.country_id &store.manager_staff_id &staff.staff_id
"""
EDGES = {
    ("postgresql", "pagila", "actor_info"): f"""
        actor_id<actor.actor_id first_name<actor.first_name last_name<actor.last_name
        film_info+category.name film_info+film.title {ACTOR_JOINS}
        ?actor.actor_id ?actor.first_name ?actor.last_name ?film_actor.actor_id
    """,
    ("postgresql", "pagila", "customer_list"): """
        id<customer.customer_id name=customer.first_name name=customer.last_name address<address.address
        zip_code<address.postal_code phone<address.phone city<city.city country<country.country
        notes=customer.activebool sid<customer.store_id
        &customer.address_id &address.address_id &address.city_id &city.city_id &city.country_id &country.country_id
    """,
    ("postgresql", "pagila", "rental_by_category"): """
        category<category.name total_sales+payment.amount ?category.name
        &payment.rental_id &rental.rental_id &rental.inventory_id &inventory.inventory_id &inventory.film_id
        &film.film_id &film_category.film_id &film_category.category_id &category.category_id
    """,
    ("postgresql", "pagila", "sales_by_store"): f"""
        store=city.city store=country.country manager=staff.first_name manager=staff.last_name
        total_sales+payment.amount {STORE_JOINS}
        ?country.country ?city.city ?store.store_id ?staff.first_name ?staff.last_name
    """,
    ("mysql", "sakila", "actor_info"): f"""
        actor_id<actor.actor_id first_name<actor.first_name last_name<actor.last_name
        film_info+category.name film_info+film.title {ACTOR_JOINS}
        ?actor.actor_id ?actor.first_name ?actor.last_name
    """,
    ("mysql", "sakila", "film_list"): """
        FID<film.film_id title<film.title description<film.description category<category.name
        price<film.rental_rate length<film.length rating<film.rating actors+actor.first_name actors+actor.last_name
        &category.category_id &film_category.category_id &film_category.film_id &film.film_id
        &film_actor.film_id &film_actor.actor_id &actor.actor_id ?film.film_id ?category.name
    """,
    ("mysql", "sakila", "sales_by_store"): f"""
        store=city.city store=country.country manager=staff.first_name manager=staff.last_name
        total_sales+payment.amount {STORE_JOINS} ?store.store_id
    """,
    ("sqlite", "northwind", "Customer and Suppliers by City"): """
        City<Customers.City City<Suppliers.City CompanyName<Customers.CompanyName CompanyName<Suppliers.CompanyName
        ContactName<Customers.ContactName ContactName<Suppliers.ContactName
    """,
    ("sqlite", "northwind", "Product Sales for 1997"): """
        CategoryName<Categories.CategoryName ProductName<Products.ProductName
        ProductSales+Order_Details.UnitPrice ProductSales+Order_Details.Quantity ProductSales+Order_Details.Discount
        &Categories.CategoryID &Products.CategoryID &Products.ProductID &Order_Details.ProductID
        &Orders.OrderID &Order_Details.OrderID ?Orders.ShippedDate ?Categories.CategoryName ?Products.ProductName
    """,
    ("sqlite", "northwind", "Category Sales for 1997"): """
        CategoryName<Product_Sales_for_1997.CategoryName CategorySales+Product_Sales_for_1997.ProductSales
        ?Product_Sales_for_1997.CategoryName
    """,
    ("sqlite", "northwind", "Products Above Average Price"): """
        ProductName<Products.ProductName UnitPrice<Products.UnitPrice ?Products.UnitPrice
    """,
    ("sqlite", "northwind", "Alphabetical list of products"): """
        ProductID<Products.ProductID ProductName<Products.ProductName SupplierID<Products.SupplierID
        CategoryID<Products.CategoryID QuantityPerUnit<Products.QuantityPerUnit UnitPrice<Products.UnitPrice
        UnitsInStock<Products.UnitsInStock UnitsOnOrder<Products.UnitsOnOrder ReorderLevel<Products.ReorderLevel
        Discontinued<Products.Discontinued CategoryName<Categories.CategoryName
        &Categories.CategoryID &Products.CategoryID ?Products.Discontinued
    """,
}  # fmt: skip


@pytest.mark.parametrize(("engine", "database"), VIEWS, ids=["-".join(each) for each in VIEWS])
async def test_every_view_of_the_sample_databases_is_read_whole(
    engine: str, database: str, readers: Readers, sample_source: Open
) -> None:
    lineage = await lineage_in(engine, database, readers, sample_source)
    assert len(lineage) == VIEWS[engine, database]
    assert [(view.name, view.problem) for view in lineage if view.problem] == []
    assert all(view.edges for view in lineage)


@pytest.mark.parametrize(("engine", "database", "view"), EDGES, ids=["-".join(each) for each in EDGES])
async def test_the_columns_of_a_view_come_from_where_its_sql_takes_them(
    engine: str, database: str, view: str, readers: Readers, sample_source: Open
) -> None:
    lineage = await lineage_in(engine, database, readers, sample_source)
    found = next(each for each in lineage if each.name == view)
    assert {written(edge) for edge in found.edges} == set(EDGES[engine, database, view].split())


async def lineage_in(
    engine: str, database: str, readers: Readers, sample_source: Open
) -> tuple[ViewLineage, ...]:
    connection, credential = sample_source(engine, database)
    async with readers.open(connection, credential, Limits()) as session:
        return lineage_of(await extract_schema(session, connection))


def written(edge: LineageEdge) -> str:
    return f"{edge.column}{SIGNS[edge.use]}{edge.source_table}.{edge.source_column}".replace(" ", "_")
