"""The page of a new scan in a browser."""

import json

import pytest
from playwright.async_api import expect

from tests.frontend.conftest import Site
from tests.frontend.fake_api import RIGHT_PASSWORD

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECRET = "pl4nted/Secret@42"  # noqa: S105 - of a database that does not exist


async def test_a_pasted_url_fills_the_fields_and_its_password_is_never_sent_with_it(site: Site) -> None:
    page = await site.open("index.html")
    await page.get_by_label("Paste a connection URL").fill(
        f"postgresql://scanner:{SECRET}@db.internal:6432/shop"
    )
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Database", exact=True)).to_have_value("shop")
    await expect(page.get_by_label("Host")).to_have_value("db.internal")
    await expect(page.get_by_label("Port")).to_have_value("6432")
    await expect(page.get_by_label("Password", exact=True)).to_have_value(SECRET)
    await expect(page.get_by_label("Paste a connection URL")).to_have_value(
        "postgresql://scanner@db.internal:6432/shop"
    )
    assert [path for path, _body in site.fake.received] == ["/api/v1/connections/parse-url"]
    assert SECRET not in site.fake.received[0][1]


async def test_what_of_a_url_was_ignored_is_told_below_it_until_the_next(site: Site) -> None:
    page = await site.open("index.html")
    await page.get_by_label("Paste a connection URL").fill("postgresql://db/shop?connect_timeout=5")
    await page.keyboard.press("Enter")
    await expect(page.locator("#url-remarks li")).to_have_text("connect_timeout ignored: for a reason")
    await page.get_by_label("Paste a connection URL").fill("postgresql://db/shop")
    await page.keyboard.press("Enter")
    await expect(page.locator("#url-remarks")).to_be_hidden()


async def test_a_url_that_cannot_be_read_says_why_at_its_field(site: Site) -> None:
    page = await site.open("index.html")
    await page.get_by_label("Paste a connection URL").fill("oracle://db/shop")
    await page.keyboard.press("Enter")
    await expect(page.locator("#url-problem")).to_contain_text("Use postgresql://user@host:5432/database.")


async def test_the_kind_of_database_decides_the_fields_and_stands_in_the_address(site: Site) -> None:
    page = await site.open("index.html")
    await page.get_by_label("SQLite").check(force=True)
    await expect(page.get_by_label("File", exact=True)).to_be_visible()
    await expect(page.get_by_label("Host")).to_have_count(0)
    await expect(page.get_by_label("Password", exact=True)).to_have_count(0)
    assert page.url.endswith("?dialect=sqlite")
    await site.open("index.html?dialect=mysql")
    await expect(page.get_by_label("Port")).to_have_value("3306")


async def test_an_unknown_kind_in_the_address_leaves_the_first_one_chosen(site: Site) -> None:
    page = await site.open("index.html?dialect=oracle")
    await expect(page.get_by_label("PostgreSQL")).to_be_checked()


async def test_a_field_is_judged_when_it_is_left(site: Site) -> None:
    page = await site.open("index.html")
    port = page.get_by_label("Port")
    await port.fill("54322x")
    await port.press("Tab")
    await expect(port).to_have_attribute("aria-invalid", "true")
    await expect(page.get_by_text("Use a number from 1 to 65,535")).to_be_visible()
    await port.fill("5432")
    await port.press("Tab")
    await expect(port).not_to_have_attribute("aria-invalid", "true")


async def test_submitting_an_incomplete_form_lists_what_is_missing_and_takes_the_focus_there(
    site: Site,
) -> None:
    page = await site.open("index.html")
    await page.get_by_role("button", name="Start scan").click()
    await expect(page.get_by_role("alert")).to_contain_text("3 fields to correct")
    await expect(page.locator("#summary")).to_be_focused()
    await page.get_by_role("link", name="User: Enter user").click()
    await expect(page.get_by_label("User", exact=True)).to_be_focused()
    assert site.fake.received == []


async def _fill(site: Site, *, password: str, user: str = "scanner", host: str = "db.internal") -> None:
    await site.page.get_by_label("Host").fill(host)
    await site.page.get_by_label("Database", exact=True).fill("shop")
    await site.page.get_by_label("User", exact=True).fill(user)
    await site.page.get_by_label("Password", exact=True).fill(password)


async def test_a_failed_connection_test_shows_cause_next_step_and_script(site: Site) -> None:
    page = await site.open("index.html")
    await _fill(site, password="wrong")  # noqa: S106 - see above
    await page.get_by_role("button", name="Test connection").click()
    result = page.get_by_role("region", name="Connection test")
    await expect(result).to_contain_text("PostgreSQL refused the password for “scanner”")
    await expect(result).to_contain_text("Check the password, or that the role exists on this server.")
    await expect(result.get_by_role("button", name="Copy script for a read-only role")).to_be_visible()
    await expect(result.get_by_role("listitem")).to_have_count(6)


async def test_a_role_that_can_write_is_warned_about_and_a_changed_field_outdates_the_test(
    site: Site,
) -> None:
    page = await site.open("index.html")
    await _fill(site, password=RIGHT_PASSWORD, user="owner")
    await page.get_by_role("button", name="Test connection").click()
    result = page.get_by_role("region", name="Connection test")
    await expect(result).to_contain_text("Ready to scan · PostgreSQL 16.4")
    await expect(result).to_contain_text("This role can change data.")
    await page.get_by_label("Host").fill("other.internal")
    await expect(result).to_contain_text("The fields changed after this test.")


async def test_a_scan_is_started_with_typed_fields_options_and_a_key(site: Site) -> None:
    page = await site.open("index.html")
    await _fill(site, password=RIGHT_PASSWORD)
    await page.get_by_label("Rows per table").fill("500")
    await page.get_by_label("Analyse data quality").uncheck()
    await page.get_by_role("button", name="Start scan").click()
    await page.wait_for_url("**/run.html?run=run_3")
    path, body = site.fake.received[-1]
    assert path == "/api/v1/runs"
    assert json.loads(body) == {
        "connection": {"dialect": "postgresql", "host": "db.internal", "port": 5432, "database": "shop", "user": "scanner", "tls": "verify-host"},
        "password": RIGHT_PASSWORD,
        "client_key": None,
        "options": {"sample_rows": 500, "statement_timeout_seconds": 30, "max_connections": 2, "quality": False, "views": False, "refresh_schema": False},
    }  # fmt: skip
    assert len(site.fake.keys[0]) == 32


async def test_a_field_the_server_refuses_is_marked_and_the_problem_explained(site: Site) -> None:
    page = await site.open("index.html")
    await _fill(site, password=RIGHT_PASSWORD, host="refused.internal")
    await page.get_by_role("button", name="Start scan").click()
    await expect(page.get_by_role("alert")).to_contain_text("Correct this field and try again.")
    await expect(page.get_by_label("Host")).to_have_attribute("aria-invalid", "true")


async def test_the_runs_are_listed_with_state_and_totals(site: Site) -> None:
    page = await site.open("index.html")
    rows = page.get_by_role("region", name="Runs").get_by_role("row")
    await expect(rows).to_have_count(4)
    await expect(rows.nth(1)).to_contain_text("Finished with gaps")
    await expect(rows.nth(1)).to_contain_text("(1 gap)")
    await expect(rows.nth(3)).to_contain_text("Failed")


async def test_without_a_run_the_list_says_what_to_do(site: Site) -> None:
    site.fake.runs.clear()
    page = await site.open("index.html")
    await expect(page.get_by_text("No run yet")).to_be_visible()


async def test_a_server_that_is_not_ready_is_asked_again_on_demand(site: Site) -> None:
    site.fake.down = True
    page = await site.open("index.html")
    await expect(page.get_by_text("Starting up.").first).to_be_visible()
    site.fake.down = False
    await page.get_by_role("button", name="Try again").click()
    await expect(page.get_by_label("Host")).to_be_visible()


async def test_a_scan_can_be_set_up_and_started_with_the_keyboard_alone(site: Site) -> None:
    page = await site.open("index.html")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(page.get_by_label("PostgreSQL")).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_label("MySQL")).to_be_checked()
    await page.keyboard.press("Tab")
    await page.keyboard.type(f"mysql://scanner:{RIGHT_PASSWORD.replace(' ', '%20')}@db.internal/shop")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("User", exact=True)).to_have_value("scanner")
    await page.get_by_label("User", exact=True).focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/run.html?run=run_3")


async def test_the_colours_follow_the_choice_and_are_remembered(site: Site) -> None:
    page = await site.open("index.html")
    button = page.get_by_role("button", name="colours")
    await button.click()
    await expect(button).to_have_text("Light colours")
    await button.click()
    await page.reload()
    await expect(button).to_have_text("Dark colours")
    assert (
        await page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(14, 19, 24)"
    )


async def test_what_patterns_select_is_counted_while_they_are_typed(site: Site) -> None:
    page = await site.open("index.html")
    await _fill(site, password=RIGHT_PASSWORD)
    await page.get_by_label("Only these tables").press_sequentially("*.c*", delay=10)
    status = page.locator("#selection")
    await expect(status).to_contain_text("tables and views selected")
    await expect(status).to_contain_text("Left out: ")
    await expect(status).to_contain_text("by run run_whole")
    await expect(status).to_have_attribute("aria-live", "polite")
    asked = [json.loads(body) for path, body in site.fake.received if path == "/api/v1/selections"]
    assert asked[-1]["include"] == ["*.c*"]
    assert len(asked) < len("*.c*")
    assert not any("password" in body or body["read"] for body in asked)


async def test_a_schema_that_is_not_known_is_read_on_request_only(site: Site) -> None:
    site.fake.schema_known = False
    page = await site.open("index.html")
    await _fill(site, password=RIGHT_PASSWORD)
    await page.get_by_label("Without these tables").fill("*_old")
    status = page.locator("#selection")
    await expect(status).to_contain_text("is not known yet")
    await page.get_by_role("button", name="Count tables").click()
    await expect(status).to_contain_text("tables and views selected")
    body = json.loads(site.fake.received[-1][1])
    assert (body["read"], body["password"], body["exclude"]) == (True, RIGHT_PASSWORD, ["*_old"])
    await page.get_by_label("Host").fill("other.internal")
    await expect(status).to_be_empty()


async def test_tables_are_not_counted_before_the_connection_is_complete(site: Site) -> None:
    page = await site.open("index.html")
    await page.get_by_label("Only these tables").fill("sales.*")
    await page.get_by_role("button", name="Count tables").click()
    await expect(page.get_by_role("alert")).to_contain_text("3 fields to correct")
    assert site.fake.received == []


async def test_patterns_go_out_as_lists(site: Site) -> None:
    page = await site.open("index.html")
    await _fill(site, password=RIGHT_PASSWORD)
    await page.get_by_label("Only these tables").fill(" sales.* \n\nhr.*")
    await page.get_by_label("Read the schema anew").check()
    await page.get_by_role("button", name="Start scan").click()
    await page.wait_for_url("**/run.html?run=run_3")
    (body,) = [body for path, body in site.fake.received if path == "/api/v1/runs"]
    options = json.loads(body)["options"]
    assert (options["include"], options["refresh_schema"]) == (["sales.*", "hr.*"], True)
    assert "exclude" not in options


async def test_certificates_are_folded_away_until_there_is_something_to_see(site: Site) -> None:
    page = await site.open("index.html")
    await page.get_by_label("PostgreSQL").check(force=True)
    authority = page.get_by_label("Certificate authority")
    await expect(authority).to_be_hidden()
    await page.get_by_text("Certificates", exact=True).click()
    await authority.fill("no certificate")
    await page.get_by_label("SQLite").check(force=True)
    await expect(page.get_by_text("Certificates", exact=True)).to_have_count(0)
    await page.get_by_label("PostgreSQL").check(force=True)
    await expect(page.get_by_label("Certificate authority")).to_have_value("no certificate")
    await expect(page.get_by_label("Certificate authority")).to_be_visible()
