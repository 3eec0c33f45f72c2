"""The page of a run in a browser: live, cancelled, finished, with gaps, failed."""

import re
from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from tests.frontend import fake_api
from tests.frontend.conftest import Site
from tests.frontend.fake_data import HOSTILE_TABLE, Json, finding
from tests.frontend.fake_history import few_runs, history
from tests.frontend.fake_runs import FakeRun, run_with_gaps

pytestmark = pytest.mark.asyncio(loop_scope="session")


def _add(site: Site, run: FakeRun) -> str:
    site.fake.runs[run.id] = run
    return f"run.html?run={run.id}"


async def test_a_run_is_followed_to_its_end_without_a_reload(site: Site) -> None:
    page = await site.open(_add(site, FakeRun(id="live", step=3, final_state="partial")))
    await expect(page.get_by_role("heading", name="Found so far")).to_be_visible()
    await expect(page.get_by_role("progressbar", name="Detect sensitive data")).to_be_visible(timeout=10_000)
    await expect(page.get_by_text("Finished with gaps", exact=True)).to_be_visible(timeout=20_000)
    await expect(page.get_by_role("heading", name="Found", exact=True)).to_be_visible()
    await expect(page.get_by_role("button", name="Cancel run")).to_have_count(0)


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (FakeRun(id="loading", step=0, held=True, worker_ready=False), "The worker is still loading"),
        (FakeRun(id="second", step=0, held=True, queue_position=2), "place 2 in the queue of this source"),
    ],
)
async def test_a_run_that_waits_says_for_what(site: Site, run: FakeRun, words: str) -> None:
    page = await site.open(_add(site, run))
    await expect(page.get_by_text(words)).to_be_visible()


async def test_a_run_whose_source_is_away_says_since_when(site: Site) -> None:
    run = FakeRun(id="away", step=5, held=True, away_since=datetime(2026, 1, 1, 8, tzinfo=UTC))
    page = await site.open(_add(site, run))
    await expect(page.get_by_text("Waiting for the source since 2026-01-01 08:00:00 UTC")).to_be_visible()
    site.fake.runs["away"].away_since = None
    await expect(page.get_by_text("Waiting for the source since")).to_have_count(0, timeout=15_000)


async def test_a_schema_of_another_run_says_so_and_how_to_refresh_it(site: Site) -> None:
    page = await site.open(_add(site, run_with_gaps()))
    note = page.locator("p.note", has_text="Schema read")
    await expect(note).to_contain_text("Read the schema anew")
    await expect(note.get_by_role("link", name="run run_whole")).to_have_attribute(
        "href", "run.html?run=run_whole"
    )
    await expect(note.get_by_role("link", name="scan again")).to_have_attribute(
        "href", "./?dialect=postgresql"
    )


async def test_a_run_that_read_its_schema_itself_offers_no_refresh(site: Site) -> None:
    run = FakeRun(id="own", catalog={"read_at": "2026-01-01T08:00:00Z", "run_id": "own", "cached": False})
    page = await site.open(_add(site, run))
    await expect(page.locator("p.note", has_text="Schema read")).to_contain_text("by this run.")
    await expect(page.get_by_text("Read the schema anew")).to_have_count(0)


async def test_what_the_schema_lacks_is_told_by_reason_with_what_would_help(site: Site) -> None:
    page = await site.open(_add(site, run_with_gaps()) + "&view=coverage")
    missing = page.get_by_role("region", name="Missing of the schema")
    await expect(missing).to_contain_text(
        "3 objects, wholly or in part: 2 the role lacks a privilege; 1 took"
    )
    await expect(missing.get_by_role("row")).to_have_count(4)
    await expect(missing).to_contain_text(HOSTILE_TABLE)
    await expect(missing.get_by_role("button", name="Copy statement")).to_be_visible()
    await expect(page.get_by_role("link", name="Coverage")).to_contain_text("5 problems")


async def test_tables_of_a_source_that_stayed_away_are_one_problem(site: Site) -> None:
    page = await site.open(_add(site, run_with_gaps()) + "&view=coverage")
    await expect(page.get_by_text("1 table could not be reached: the source stayed away")).to_be_visible()
    await expect(page.get_by_role("link", name="source away")).to_be_visible()


async def test_cancelling_asks_first_and_says_what_is_kept(site: Site) -> None:
    page = await site.open(_add(site, FakeRun(id="live", step=5, held=True)))
    await page.get_by_role("button", name="Cancel run").click()
    dialog = page.get_by_role("dialog", name="Cancel this run?")
    await expect(dialog).to_contain_text(
        "4 finished tables are kept. Statements that run on the source are stopped."
    )
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_role("button", name="Cancel run")).to_be_focused()
    assert not site.fake.runs["live"].cancel_requested
    await page.keyboard.press("Enter")
    await dialog.get_by_role("button", name="Cancel run").click()
    await expect(page.locator(".heading .state")).to_have_text("Cancelled", timeout=10_000)
    await expect(page.get_by_role("heading", name="shop on db.internal:5432")).to_be_visible()
    assert site.fake.runs["live"].cancelled


async def test_an_open_dialog_and_the_focus_survive_the_updates_of_a_live_page(site: Site) -> None:
    page = await site.open(_add(site, FakeRun(id="live", step=3)))
    await page.get_by_role("button", name="Cancel run").click()
    await page.get_by_role("button", name="Keep running").focus()
    await page.wait_for_timeout(2500)
    await expect(page.get_by_role("button", name="Keep running")).to_be_focused()


async def test_a_failed_run_says_why_and_what_to_do(site: Site) -> None:
    page = await site.open("run.html?run=run_failed")
    await expect(page.get_by_text("PostgreSQL refused the password for “scanner”")).to_be_visible()
    await expect(page.get_by_text("It was tried once.")).to_be_visible()
    await expect(page.get_by_text("The run ended before the schema was read.")).to_be_visible()


async def test_a_run_that_does_not_exist_leads_to_the_list(site: Site) -> None:
    page = await site.open("run.html?run=nope")
    await expect(page.get_by_text("There is no such run.")).to_be_visible()
    await page.get_by_role("link", name="See all runs").click()
    await page.wait_for_url("**/#runs")


async def test_a_server_that_goes_away_is_said_and_found_again(site: Site) -> None:
    page = await site.open(_add(site, FakeRun(id="live", step=5, held=True)))
    site.fake.down = True
    await expect(page.get_by_text("Asking again in")).to_be_visible(timeout=10_000)
    await expect(page.get_by_role("heading", name="Progress")).to_be_visible()
    site.fake.down = False
    await expect(page.get_by_text("Asking again in")).to_have_count(0, timeout=10_000)


async def test_gaps_are_grouped_with_the_exact_grant(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=coverage")
    await expect(
        page.get_by_text("14 of 16 tables read, 11 of them sampled, 1 empty; 1 left out, 1 with gaps")
    ).to_be_visible()
    await expect(page.get_by_text("1 table could not be read: the role lacks a privilege")).to_be_visible()
    await expect(
        page.get_by_text('Run GRANT SELECT ON "hr"."payroll" TO "scanner" and scan again.')
    ).to_be_visible()


async def test_tables_are_filtered_and_sorted_and_the_address_says_how(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=tables")
    rows = page.get_by_role("region", name="Tables").locator("tbody tr")
    await expect(rows).to_have_count(16)
    await expect(rows.first).to_contain_text("billing.payment")
    await page.get_by_label("Filter tables and types").fill("archive")
    await expect(rows).to_have_count(8)
    await page.get_by_role("link", name="Rows").click()
    await page.get_by_role("link", name="Rows").click()
    await expect(rows.first).to_contain_text("order_2017")
    assert "q=archive" in page.url
    assert "sort=-rows" in page.url
    await page.reload()
    await expect(rows.first).to_contain_text("order_2017")
    await expect(page.get_by_role("columnheader", name="Rows")).to_have_attribute("aria-sort", "descending")


async def test_typing_in_the_filter_keeps_focus_and_caret(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=tables")
    box = page.get_by_label("Filter tables and types")
    await box.click()
    await page.keyboard.type("arhive")
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.type("c")
    await expect(box).to_have_value("archive")


async def test_a_table_shows_columns_keys_and_what_was_ruled_out(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=tables")
    await page.get_by_role("link", name="billing.payment").click()
    await expect(page.locator("#view-heading")).to_be_focused()
    columns = page.get_by_role("region", name="Columns")
    await expect(columns.get_by_role("row").nth(1)).to_contain_text(
        "None found in 1,000 values (at most 0.3 %, 95 %)"
    )
    await expect(page.get_by_role("region", name="Keys, checks and indexes")).to_contain_text(
        "customer_id → sales.customer (id) on delete set null, not validated"
    )
    await columns.get_by_role("link", name="card_number").click()
    panel = page.get_by_role("complementary", name="card_number")
    await expect(panel).to_contain_text("961 of 980 distinct sampled values")
    await expect(panel).to_contain_text("97.1 % to 98.9 % (95 % interval)")
    await expect(panel).to_contain_text("4••• •••• •••• 1881")
    await expect(panel.get_by_role("row", name="Sum, a confidence of 0.98")).to_contain_text("+4.00")
    await page.go_back()
    await expect(panel).to_have_count(0)


async def test_a_harmless_column_shows_how_its_values_are_spread_with_bounds(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=tables&table=t1&column=id")
    panel = page.get_by_role("complementary", name="id")
    await expect(panel.get_by_role("table", name="Quantiles").get_by_role("row").nth(2)).to_have_text(
        "50.0 %20 19 to 22.5"
    )
    await expect(panel.locator("figure rect")).to_have_count(4)
    await panel.get_by_text("Bars as numbers").click()
    await expect(panel.get_by_role("table", name="Histogram").get_by_role("row").nth(2)).to_have_text(
        "2024-02-012024-03-0150.0 % ± 3.0 %"
    )
    values = panel.get_by_role("table", name="Most frequent values").get_by_role("row")
    await expect(values.nth(1)).to_contain_text("new")
    await expect(values.nth(2)).to_contain_text(r"paid\u202E")
    await expect(values.nth(3)).to_contain_text("masked")
    await expect(panel.get_by_role("table", name="Shapes")).to_contain_text("of the sample, no bound")
    await expect(panel.get_by_role("table", name="Weekdays").get_by_role("row")).to_have_count(8)


async def test_values_of_a_sensitive_column_are_masked_in_words_and_have_no_bars(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=tables&table=t1&column=email")
    panel = page.get_by_role("complementary", name="email")
    await expect(panel.get_by_role("table", name="Quantiles").get_by_role("row").nth(1)).to_contain_text(
        "masked"
    )
    await expect(
        panel.get_by_role("table", name="Most frequent values").get_by_role("row").nth(1)
    ).to_contain_text("a••• masked")
    await expect(panel.locator("figure")).to_have_count(0)


async def test_a_table_shows_how_it_is_built(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=tables&table=t1")
    told = {
        "Keys, checks and indexes": (
            "email_has_at: (email ~~ '%@%') not validated",
            "EXCLUDE USING gist (during WITH &&)",
            "customer_lower: segment, lower(email) with phone where (segment IS NOT NULL) btree",
        ),
        "Storage": (
            "dba",
            "42.0 MiB and 9.0 MiB of indexes",
            "12.0 k made 2026-11-20 08:00:00 UTC",
            "RANGE (created_at)",
            "base.audited",
            "on: a role may see some of the rows only",
            "select",
        ),
        "Partitions": ("p2024", "LESS THAN (2025) about 1.2 k rows, 64.0 KiB"),
        "Triggers": ("touch", "before insert or update switched off"),
        "Row-level security": ("own rows", "select, for public: (owner = CURRENT_USER)"),
    }
    for name, texts in told.items():
        for text in texts:
            await expect(page.get_by_role("region", name=name, exact=True)).to_contain_text(text)
    await page.get_by_role("region", name="Columns").get_by_role("link", name="id", exact=True).click()
    await expect(page.get_by_role("complementary")).to_contain_text("numbered by the server (always)")


async def test_a_view_shows_its_sql_and_an_ordinary_table_no_empty_panel(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=tables&table=t7")
    await expect(page.get_by_role("region", name="SQL of the view").first).to_contain_text("FROM orders")
    await site.open("run.html?run=run_partial&view=tables&table=t3")
    for name in ("SQL of the view", "Partitions", "Triggers", "Row-level security"):
        await expect(page.get_by_role("region", name=name, exact=True)).to_have_count(0)


async def test_findings_are_filtered_by_level_and_type_and_explained(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=findings")
    rows = page.get_by_role("region", name="Findings").locator("tbody tr")
    await expect(rows).to_have_count(9)
    await page.get_by_role("link", name="Critical 2").click()
    await expect(rows).to_have_count(2)
    await page.get_by_role("link", name="All 9").click()
    await page.get_by_label("Type", exact=True).select_option("EMAIL_ADDRESS")
    await expect(rows).to_have_count(2)
    await rows.first.get_by_role("link").click()
    address = page.url
    await page.goto("about:blank")
    await page.goto(address)
    await expect(page.get_by_role("complementary")).to_contain_text("sales.customer.email")


async def test_quality_shows_dimensions_and_what_was_not_measured(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=quality")
    await expect(page.get_by_text("86.9 of 100, over 64.0 % of the weights")).to_be_visible()
    dimensions = page.get_by_role("region", name="Dimensions")
    await expect(dimensions.get_by_role("row", name="Accuracy")).to_contain_text("not measured")
    await expect(dimensions.get_by_role("row", name="Completeness")).to_contain_text("96.4 %")


async def test_quality_says_what_seems_wrong_the_surest_first(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=quality")
    rows = page.get_by_role("region", name="What seems wrong").get_by_role("row")
    await expect(rows).to_have_count(3)
    await expect(rows.nth(1)).to_contain_text("Disguised missing")
    await expect(rows.nth(1)).to_contain_text("7 of 1,000")
    await expect(rows.nth(1)).to_contain_text("n/a")
    await expect(rows.nth(2)).to_contain_text(HOSTILE_TABLE)


async def test_quality_says_what_lowers_the_score_the_dearest_first(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=quality")
    losses = page.get_by_role("region", name="What lowers the score").get_by_role("row")
    await expect(losses).to_have_count(4)
    await expect(losses.nth(1)).to_contain_text(
        "NULL sharesales.customer.emailcompleteness3.6 %444 of 12.3 k1.23every row"
    )
    await expect(losses.nth(2)).to_contain_text("0.20sample")
    await expect(losses.nth(3)).to_contain_text("< 0.01")
    await losses.nth(1).get_by_role("link").click()
    await expect(page.get_by_role("complementary")).to_contain_text("email")


async def test_quality_says_which_keys_lead_nowhere_with_the_query_to_copy(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=quality")
    panel = page.get_by_role("region", name="Keys and orphans")
    await expect(panel).to_contain_text("1 key with rows that lead nowhere, 1 not looked into, of 3.")
    rows = panel.get_by_role("row")
    await expect(rows).to_have_count(4)
    await expect(rows.nth(1)).to_contain_text("declared, not enforced for every row")
    await expect(rows.nth(1)).to_contain_text("120.3 %, 6 values4,000every row")
    await expect(rows.nth(1).get_by_role("button", name="Copy")).to_have_attribute(
        "data-copy", 'SELECT t.* FROM "sales"."orders" t'
    )
    await expect(rows.nth(2)).to_contain_text("supposed, 86.0 % sure")
    await expect(rows.nth(2)).to_contain_text("some rows; at most")
    await expect(rows.nth(3)).to_contain_text(
        "not looked intoThe run left the table out. Include it in the run."
    )
    settled = page.get_by_role("region", name="Columns that settle others").get_by_role("row")
    await expect(settled.nth(1)).to_contain_text(
        "sales.customer.postal_codecity3 of 1,000errors, 81.0 % sure"
    )


async def test_quality_says_what_is_out_of_the_ordinary_with_charts_and_their_numbers(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=quality")
    panel = page.get_by_role("region", name="Beside earlier runs")
    await expect(panel).to_contain_text("2 numbers of 38 out of the ordinary, by 7 earlier runs.")
    await expect(panel.get_by_role("table", name="Out of the ordinary").get_by_role("row")).to_have_count(3)
    charts = panel.get_by_role("img")
    await expect(charts).to_have_count(3)
    await expect(charts.first).to_have_attribute("aria-label", re.compile("^Rows: 5,000; 9,700 to 10,300"))
    await expect(panel.locator(".history-chart .odd")).to_have_count(2)
    await panel.locator("summary").nth(1).click()
    await expect(panel.get_by_role("row", name="2026-11-24 07:00:00 UTC")).to_contain_text(
        "40.0 %0 % to 4.0 %"
    )


async def test_quality_says_which_rules_do_not_hold_with_the_query_to_copy(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=quality")
    panel = page.get_by_role("region", name="Rules", exact=True)
    await expect(panel).to_contain_text("2 failed, 1 could not be checked, 0 skipped, 1 passed.")
    rows = panel.get_by_role("row")
    await expect(rows).to_have_count(5)
    await expect(rows.nth(1)).to_contain_text("12 of 4,000")
    await expect(rows.nth(2)).to_contain_text("mustBeLessOrEqualTo 3600")
    await expect(rows.nth(3)).to_contain_text("It took longer than 30 s.")
    await expect(rows.nth(1).get_by_role("button", name="Copy")).to_have_attribute(
        "data-copy", 'SELECT t.* FROM "sales"."orders" t WHERE 1'
    )


async def test_rules_the_data_keeps_can_be_copied_one_by_one_or_all(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=quality")
    panel = page.get_by_role("region", name="Rules the data keeps")
    await panel.get_by_text("2 suggestions").click()
    await expect(panel.get_by_role("row")).to_have_count(3)
    await expect(panel.get_by_role("button", name="Copy all 2")).to_have_attribute(
        "data-copy", re.compile("^rules:\n  - id: city")
    )


async def test_a_rule_the_data_keeps_is_added_to_those_of_the_source_without_a_mouse(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=quality")
    panel = page.get_by_role("region", name="Rules the data keeps")
    await panel.locator("summary").press("Enter")
    add = panel.get_by_role("button", name="Add not_null of sales.orders.city")
    await add.press("Enter")
    await expect(panel).to_contain_text("1 rule added, version 3 of the rules")
    await expect(page.get_by_role("status")).to_contain_text("1 rule added")
    added = panel.get_by_role("button", name="Added not_null of sales.orders.city")
    await expect(added).to_be_focused()
    await added.press("Enter")
    await panel.get_by_role("button", name="Add it to the rules of this source").press("Enter")
    await expect(panel.get_by_text("2 suggestions, 2 among the rules")).to_be_visible()
    accepted = [text for path, text in site.fake.received if path.endswith("/accept")]
    assert accepted == ['{"ids":["sales.orders.city.not_null"]}', '{"ids":["sales.orders.total.not_null"]}']


async def test_rules_that_cannot_be_added_say_why(site: Site) -> None:
    site.fake.contract = True
    page = await site.open("run.html?run=run_partial&view=quality")
    panel = page.get_by_role("region", name="Rules the data keeps")
    await panel.get_by_text("2 suggestions").click()
    await panel.get_by_role("button", name="Add all 2 to the rules of this source").click()
    await expect(panel).to_contain_text("The rules of this source are a data contract.")
    await expect(panel.get_by_role("button", name="Add all 2")).to_be_enabled()


async def test_before_five_runs_quality_says_how_many_were_seen(site: Site) -> None:
    site.fake.history = few_runs
    page = await site.open("run.html?run=run_partial&view=quality")
    panel = page.get_by_role("region", name="Beside earlier runs")
    await expect(panel).to_contain_text("3 of 5 earlier runs seen")
    await expect(panel.locator(".history-chart .expected")).to_have_count(0)


async def test_an_ordinary_run_says_so(site: Site) -> None:
    site.fake.history = lambda: {**history(), "items": [], "total": 0}
    page = await site.open("run.html?run=run_partial&view=quality")
    await expect(page.get_by_role("region", name="Beside earlier runs")).to_contain_text(
        "Nothing out of the ordinary"
    )


async def test_quality_says_what_moved_the_score(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=quality")
    panel = page.get_by_role("region", name="What moved the score")
    await expect(panel).to_contain_text("91.2 → 87.4 (\u22123.79) since the run of 2026-11-24 07:00:00 UTC")
    rows = panel.get_by_role("row")
    await expect(rows.nth(1)).to_contain_text("\u22124.10NULL share: more than before")
    await expect(rows.nth(3)).to_contain_text("+< 0.01")


async def test_the_schema_view_tells_changes_suggested_keys_and_remarks(site: Site) -> None:
    page = await site.open("run.html?run=run_partial")
    await page.get_by_role("link", name="Schema", exact=True).click()
    await expect(page.locator("#view-heading")).to_be_focused()
    await expect(page.get_by_text("4 changes, 3 suggested keys, 3 remarks")).to_be_visible()
    changes = page.get_by_role("region", name="Changes")
    await expect(changes.get_by_role("row", name="buyer_id")).to_contain_text(
        "renamed: customer_id → buyer_id a guess, 87.0 %: same type, same place"
    )
    await expect(changes.get_by_role("row", name="old_orders").get_by_role("link")).to_have_count(0)
    keys = page.get_by_role("region", name="Suggested keys")
    await expect(keys.get_by_role("row", name="customer_id")).to_contain_text("100 values found, all rows")
    await expect(keys.get_by_role("row", name="parent_id")).to_contain_text("The role may not read it.")
    await expect(keys.get_by_role("row", name="refuted")).to_contain_text(
        "9,000 rows without a match, 10,000 rows looked at; at most 91.0 % of all (95 %)"
    )
    remarks = page.get_by_role("region", name="Remarks")
    await remarks.locator("#lint-no_primary_key summary").click()
    await expect(remarks.get_by_role("link", name="sales.orders")).to_be_visible()


async def test_hostile_names_are_text_and_unseen_characters_are_spelt_out(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=tables&table=t5")
    await expect(page.locator("#view-heading")).to_contain_text(f"sales.{HOSTILE_TABLE}")
    await expect(page.get_by_role("link", name='"; drop\\u202Etable\\u200B\\n--', exact=True)).to_be_visible()
    assert await page.locator("main img").count() == 0
    await page.get_by_role("link", name='"; drop').first.click()
    await expect(page.get_by_role("complementary")).to_be_visible()


async def test_a_table_says_how_it_was_measured_and_what_seems_wrong_in_it(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=tables&table=t5")
    quality = page.get_by_role("region", name="Quality")
    await expect(quality).to_contain_text(
        "Every row counted by its server: one flat aggregate statement is cheap here. Every value of 1 column was listed."
        " Statistics of the catalog were looked at too; that reads no row."
    )
    defect = page.get_by_role("region", name="What seems wrong").get_by_role("row").nth(1)
    await expect(defect).to_contain_text("Swapped columns")
    await expect(defect).to_contain_text("cities stand where countries do3 of 12")


async def test_a_link_the_server_sends_may_not_run_anything(site: Site) -> None:
    page = await site.open("run.html?run=run_whole")
    link = await page.evaluate(
        "async () => (await import('/js/dom.js')).h('a', {href: 'javascript:alert(1)'}).hasAttribute('href')"
    )
    assert link is False


@pytest.mark.parametrize("attribute", ["onclick", "style", "srcdoc"])
async def test_the_builder_refuses_attributes_that_run_or_style(site: Site, attribute: str) -> None:
    page = await site.open("run.html?run=run_whole")
    answer = await page.evaluate(
        "async name => { try { (await import('/js/dom.js')).h('a', {[name]: 'x'}); return 'made'; } catch (e) { return e.name; } }",
        attribute,
    )
    assert answer == "TypeError"


@pytest.mark.parametrize(
    "view",
    [
        "",
        "&view=tables",
        "&view=findings",
        "&view=tables&table=t2&column=iban",
        "&view=regulations&regulation=pci-dss",
        "&view=schema",
        "&view=coverage",
    ],
)
@pytest.mark.parametrize("site", [{"viewport": {"width": 360, "height": 640}}], indirect=True, ids=["narrow"])
async def test_nothing_is_wider_than_a_narrow_window(site: Site, view: str) -> None:
    page = await site.open(f"run.html?run=run_partial{view}")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_finding_inside_cells_says_where(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    placed = {"table_id": "t2", "schema": "sales", "table": "order", "column": "payload"}
    inside = [
        {**finding("EMAIL_ADDRESS", kind="contains", share=0.4), **placed, "path": path}
        for path in ("$.customer.email", "$.items[*]['gift for']")
    ]

    def placed_findings(_tables: object) -> list[Json]:
        return inside

    monkeypatch.setattr(fake_api, "placed_findings", placed_findings)
    page = await site.open("run.html?run=run_partial&view=findings")
    rows = page.get_by_role("region", name="Findings").locator("tbody tr")
    await expect(rows).to_have_text([re.compile(r"payload \$\.customer\.email"), re.compile("gift for")])
    await page.get_by_role("searchbox").fill("gift")
    await expect(rows).to_have_count(1)
    await rows.get_by_role("link").click()
    chosen = page.get_by_role("complementary")
    await expect(chosen).to_contain_text("Where in the cells$.items[*]['gift for']")
    await expect(chosen).to_contain_text("Some cells hold this")


async def test_updates_do_not_shift_what_is_read(site: Site) -> None:
    await site.context.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => {"
        "if (!entry.hadRecentInput) window.shift += entry.value; })).observe({type: 'layout-shift', buffered: true});"
    )
    page = await site.open(_add(site, FakeRun(id="live", step=4, final_state="partial")))
    await page.evaluate("window.shift = 0")
    await page.wait_for_timeout(2500)
    assert await page.evaluate("window.shift") < 0.1


async def test_a_run_that_has_a_schema_links_to_it_as_a_file(site: Site) -> None:
    page = await site.open("run.html?run=run_partial")
    panel = page.get_by_role("region", name="Schema as a file")
    await expect(panel.get_by_role("link")).to_have_text(
        ["Markdown", "SQL", "Mermaid", "DBML", "JSON", "JSON lines"]
    )
    link = panel.get_by_role("link", name="Markdown")
    await expect(link).to_have_attribute("href", "/api/v1/runs/run_partial/schema?format=markdown")
    await expect(link).to_have_attribute("download", "")


async def test_proposals_stand_apart_from_findings_with_what_the_column_says_itself(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=findings")
    panel = page.get_by_role("region", name="Proposed by keys and views")
    await expect(panel.get_by_role("row")).to_have_count(4)
    await expect(panel).to_contain_text("None of it is a finding")
    await expect(panel.get_by_role("row", name="customer_email")).to_contain_text("nothing of the kind found")
    await expect(panel.get_by_role("row", name="buyer")).to_contain_text("E-mail address (0.6")
    await expect(panel.get_by_role("row").last).to_contain_text("found to be otherwise")
    await expect(panel.get_by_role("row").last).to_contain_text("User name (0.91)")
    await expect(panel.get_by_text("by foreign key orders_email_fkey")).to_have_count(3)
    found = page.get_by_role("region", name="Findings")
    await expect(found.get_by_text("customer_email")).to_have_count(0)


async def test_who_can_be_told_apart_is_told_by_table_with_the_worst_set_first_in_sight(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=findings")
    panel = page.get_by_role("region", name="Who can be told apart")
    await expect(panel).to_contain_text("not legal advice")
    whole = panel.locator("details", has_text="all 400 rows")
    sample = panel.locator("details", has_text="400 sampled rows")
    await expect(whole.locator("summary")).to_contain_text("birth_date + postal_code")
    await whole.locator("summary").click()
    await expect(whole).to_contain_text("tells every row apart")
    await expect(whole).to_contain_text("blood_group of 377 rows")
    await expect(whole).to_contain_text("Every row was read.")
    await sample.locator("summary").click()
    await expect(sample).to_contain_text("True of the sample")
    await expect(sample).to_contain_text("a match is right in 31")


async def test_what_follows_from_findings_waits_for_the_end_of_the_run(site: Site) -> None:
    page = await site.open(_add(site, FakeRun(id="live", step=5, held=True)) + "&view=findings")
    await expect(page.get_by_role("region", name="Findings")).to_be_visible()
    await expect(page.get_by_role("heading", name="Proposed by keys and views")).to_have_count(0)


async def test_the_findings_are_told_by_regulation_as_guidance(site: Site) -> None:
    page = await site.open("run.html?run=run_partial")
    await page.get_by_role("link", name="Regulations").click()
    await expect(page.get_by_text("not legal advice")).to_be_visible()
    listed = page.get_by_role("region", name="Regulations")
    await expect(listed.get_by_role("row", name="PCI DSS")).to_contain_text("Card verification code")
    await expect(listed.get_by_role("row", name="PCI DSS")).to_contain_text("1 high")
    await expect(listed.get_by_role("row", name="FERPA")).to_contain_text("nothing found")


async def test_a_regulation_shows_its_columns_with_the_parts_of_their_risk(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=regulations")
    await page.get_by_role("link", name="PCI DSS").click()
    panel = page.get_by_role("region", name="Payment Card Industry Data Security Standard")
    row = panel.get_by_role("row", name="payment.cvv")
    await expect(row).to_contain_text("7.5 points")
    await expect(row).to_contain_text("Must not be stored at all +4")
    await expect(panel.get_by_text("must not be stored", exact=True).first).to_be_visible()
    pin = panel.locator("details", has_text="PIN block")
    await expect(pin).to_have_attribute("id", "category-pci-dss-pin")
    await pin.locator("summary").click()
    await expect(pin).to_contain_text("credit card track number")
    await expect(pin).to_contain_text("It looks like any code.")
    await page.get_by_role("link", name="PCI DSS").click()
    await expect(panel).to_have_count(0)


async def test_a_regulation_that_is_not_there_is_told(site: Site) -> None:
    page = await site.open("run.html?run=run_partial&view=regulations&regulation=kvkk")
    await expect(page.get_by_text("There is no such regulation.").first).to_be_visible()
