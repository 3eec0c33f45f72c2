"""What links say of columns, one kind of link at a time.

Findings are written ``table.column FAMILY confidence``; ``~`` before the family says that only some cells hold it, ``?``
after it that no value was tested. Proposals are written the same way, with ``!`` where the column says otherwise and ``+`` where it says
the same less surely.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from app.model.findings import Finding, FindingKind
from app.model.lineage import LineageEdge, Use, ViewLineage
from app.model.proposals import ColumnPlace, LinkKind, Proposal, Standing
from app.model.relations import RelationCandidate, RelationCheck, RelationVerdict
from app.model.schema import Column, ForeignKey, Identity, Snapshot, Table, TableKind
from app.propagation.proposing import propose
from tests.support.runs import a_finding
from tests.support.schemas import a_column, a_foreign_key, a_snapshot, a_table

PERSON = a_table("person", "email text!, ssn bigint, name text", primary="email")
ORDERS = a_table("orders", "id int!, buyer text, ssn bigint", foreign=["buyer -> person.email"])
MARKS = {Standing.NEW: "", Standing.STRONGER: "+", Standing.CONTRADICTED: "!"}
EMAIL = "person.email EMAIL_ADDRESS 0.98"


def place(written: str) -> ColumnPlace:
    table, column = written.split(".")
    return ColumnPlace(schema="public", table=table, column=column)


def found(*written: str) -> dict[ColumnPlace, list[Finding]]:
    findings: dict[ColumnPlace, list[Finding]] = {}
    for each in written:
        where, family, confidence = each.split()
        name = family.strip("~?")
        finding = replace(
            a_finding(name),
            family=name,
            kind=FindingKind.CONTAINS if family.startswith("~") else FindingKind.TYPE,
            confidence=float(confidence),
            value_tested=not family.endswith("?"),
        )
        findings.setdefault(place(where), []).append(finding)
    return findings


def a_view(name: str, *edges: str) -> ViewLineage:
    """The lineage of a view; edges are written ``column<table.column``, ``=`` for computed, ``+`` for aggregated."""
    uses = {"<": Use.COPIED, "=": Use.COMPUTED, "+": Use.AGGREGATED, "?": Use.FILTER}
    parsed: list[LineageEdge] = []
    for edge in edges:
        sign = next(each for each in edge if each in uses)
        column, source = edge.split(sign)
        at = place(source)
        parsed.append(
            LineageEdge(
                column=column,
                source_schema="public",
                source_table=at.table,
                source_column=at.column,
                use=uses[sign],
            )
        )
    return ViewLineage(schema="public", name=name, edges=tuple(sorted(parsed)))


def proposed(
    tables: Iterable[Table],
    findings: Sequence[str],
    lineage: Iterable[ViewLineage] = (),
    relations: Iterable[RelationCheck] = (),
) -> list[str]:
    made = propose(a_snapshot(*tables), found(*findings), lineage=lineage, relations=relations)
    return [written(each) for each in made]


def written(proposal: Proposal) -> str:
    inside = "~" if proposal.kind is FindingKind.CONTAINS else ""
    where = f"{proposal.target.table}.{proposal.target.column}"
    return f"{MARKS[proposal.standing]}{where} {inside}{proposal.finding.family} {proposal.confidence:.2f}"


# ── keys ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_reference_may_be_what_the_key_is():
    (proposal,) = propose(a_snapshot(PERSON, ORDERS), found(EMAIL))

    assert written(proposal) == "orders.buyer EMAIL_ADDRESS 0.98"
    assert [link.kind for link in proposal.path] == [LinkKind.REFERS]
    assert proposal.own == ()


def test_a_key_may_be_what_refers_to_it_less_surely():
    assert proposed([PERSON, ORDERS], ["orders.buyer EMAIL_ADDRESS 0.98"]) == [
        "person.email EMAIL_ADDRESS 0.78"
    ]


def test_a_name_of_a_number_goes_nowhere_but_what_its_values_prove_does():
    keyed = replace(PERSON, primary_key=None)
    orders = replace(ORDERS, foreign_keys=(a_foreign_key("ssn -> person.ssn"),))

    assert proposed([keyed, orders], ["person.ssn NATIONAL_ID? 0.9"]) == []
    assert proposed([keyed, orders], ["person.ssn NATIONAL_ID 0.9"]) == ["orders.ssn NATIONAL_ID 0.90"]
    assert proposed([keyed, orders], ["orders.ssn NATIONAL_ID 0.9"]) == ["person.ssn NATIONAL_ID 0.72"]


@pytest.mark.parametrize(
    "column",
    [
        a_column("id int!", identity=Identity.ALWAYS),
        a_column("id bigint!", default="nextval('s'::regclass)"),
        a_column("id date!"),
    ],
    ids=["identity", "sequence", "day"],
)
def test_identities_and_days_pass_nothing_on(column: Column):
    parent = replace(a_table("patient", primary="id"), columns=(column,))
    child = a_table("visit", f"patient {column.native_type}", foreign=["patient -> patient.id"])

    assert (
        proposed([parent, child], ["patient.id NATIONAL_ID 0.99", "visit.patient DATE_OF_BIRTH 0.99"]) == []
    )


def test_a_key_without_columns_refers_to_the_primary_key():
    orders = replace(ORDERS, foreign_keys=(a_foreign_key("buyer -> person"),))

    assert proposed([PERSON, orders], [EMAIL]) == ["orders.buyer EMAIL_ADDRESS 0.98"]


def test_columns_of_a_key_pair_up_by_position():
    parent = a_table("p", "a text, b text", primary="a b")
    child = a_table("c", "x text, y text", foreign=["x y -> p.a b"])

    assert proposed([parent, child], ["p.b IBAN_CODE 0.9"]) == ["c.y IBAN_CODE 0.90"]


def test_keys_to_tables_nobody_knows_pass_nothing_on():
    assert proposed([ORDERS], ["orders.buyer EMAIL_ADDRESS 0.98"]) == []


def test_a_key_that_is_not_validated_says_it_less_surely():
    orders = replace(ORDERS, foreign_keys=(a_foreign_key("buyer -> person.email", validated=False),))

    assert proposed([PERSON, orders], [EMAIL]) == ["orders.buyer EMAIL_ADDRESS 0.88"]


def test_columns_that_refer_to_one_key_say_nothing_of_each_other():
    country = a_table("country", "code text!", primary="code")
    person = a_table(
        "human", "nation text, home text", foreign=["nation -> country.code", "home -> country.code"]
    )

    assert proposed([country, person], ["human.nation NATIONALITY 0.95"]) == ["country.code NATIONALITY 0.76"]


def test_a_circle_of_keys_ends():
    one = a_table("one", "k text!", primary="k", foreign=["k -> two.k"])
    two = a_table("two", "k text!", primary="k", foreign=["k -> one.k"])

    assert proposed([one, two], ["one.k IBAN_CODE 0.9"]) == ["two.k IBAN_CODE 0.90"]


@pytest.mark.parametrize(
    ("verdict", "confidence", "expected"),
    [
        (RelationVerdict.CONFIRMED, 0.9, ["orders.buyer EMAIL_ADDRESS 0.88"]),
        (RelationVerdict.UNTESTED, 0.6, ["orders.buyer EMAIL_ADDRESS 0.59"]),
        (RelationVerdict.UNTESTED, 0.4, []),
        (RelationVerdict.REFUTED, 0.9, []),
    ],
)
def test_an_undeclared_key_counts_as_far_as_it_is_sure(
    verdict: RelationVerdict, confidence: float, expected: list[str]
):
    candidate = RelationCandidate(
        schema="public",
        table="orders",
        column="buyer",
        referred_schema="public",
        referred_table="person",
        referred_column="email",
        confidence=confidence,
        reasons=(),
    )
    check = RelationCheck(candidate=candidate, verdict=verdict, confidence=confidence)

    assert proposed([PERSON, replace(ORDERS, foreign_keys=())], [EMAIL], relations=[check]) == expected


# ── what the column says itself ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("EMAIL_ADDRESS 0.99", []),
        ("EMAIL_ADDRESS 0.7", ["+orders.buyer EMAIL_ADDRESS 0.98"]),
        ("~EMAIL_ADDRESS 0.99", ["+orders.buyer EMAIL_ADDRESS 0.98"]),
        (
            "USERNAME 0.97",
            ["!orders.buyer EMAIL_ADDRESS 0.98", "!person.email USERNAME 0.78"],
        ),
        ("~URL 0.97", ["orders.buyer EMAIL_ADDRESS 0.98"]),
    ],
)
def test_a_finding_of_the_column_itself_stays(own: str, expected: list[str]):
    assert proposed([PERSON, ORDERS], [EMAIL, f"orders.buyer {own}"]) == expected


def test_what_contradicts_is_shown_with_it():
    made = propose(a_snapshot(PERSON, ORDERS), found(EMAIL, "orders.buyer USERNAME 0.97"))

    assert [finding.family for finding in made[0].own] == ["USERNAME"]


def test_a_path_ends_at_a_column_that_says_otherwise():
    views = [a_view("seen", "who<orders.buyer")]

    assert proposed([PERSON, ORDERS, SEEN], [EMAIL, "orders.buyer USERNAME 0.97"], views) == [
        "!orders.buyer EMAIL_ADDRESS 0.98",
        "seen.who USERNAME 0.97",
        "!person.email USERNAME 0.78",
    ]


# ── views ────────────────────────────────────────────────────────────────────────────────────────────

SEEN = a_table("seen", "who text, n bigint, t text", kind=TableKind.VIEW)


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        (["who<person.email"], ["seen.who EMAIL_ADDRESS 0.98"]),
        (["who=person.email"], ["seen.who EMAIL_ADDRESS 0.59"]),
        (["n=person.email"], []),
        (["who+person.email"], []),
        (["?person.email"], []),
        (["who=person.email", "who=person.name"], ["seen.who ~EMAIL_ADDRESS 0.59"]),
        (["who<person.email", "who<person.name"], ["seen.who ~EMAIL_ADDRESS 0.98"]),
    ],
    ids=["copied", "computed", "to a number", "aggregated", "filter", "put together", "union"],
)
def test_what_a_view_does_decides_how_sure_it_is(edges: list[str], expected: list[str]):
    assert proposed([PERSON, SEEN], [EMAIL], [a_view("seen", *edges)]) == expected


def test_names_put_together_are_a_name():
    person = a_table("person", "first text, last text")
    findings = ["person.first PERSON 0.95", "person.last PERSON 0.97"]

    assert proposed([person, SEEN], findings, [a_view("seen", "who=person.first", "who=person.last")]) == [
        "seen.who PERSON 0.58"
    ]


def test_what_some_cells_hold_goes_along_views_only():
    findings = ["orders.buyer ~EMAIL_ADDRESS 0.9"]

    assert proposed([PERSON, ORDERS, SEEN], findings, [a_view("seen", "who<orders.buyer")]) == [
        "seen.who ~EMAIL_ADDRESS 0.90"
    ]


def test_a_view_that_names_a_column_says_what_it_is():
    assert proposed([PERSON, SEEN], ["seen.who IBAN_CODE 0.9"], [a_view("seen", "who<person.name")]) == [
        "person.name IBAN_CODE 0.81"
    ]


def test_a_path_goes_over_keys_and_views_and_views_of_views():
    over = a_table("over", "who text", kind=TableKind.VIEW)
    made = propose(
        a_snapshot(PERSON, ORDERS, SEEN, over),
        found(EMAIL),
        lineage=[a_view("seen", "who<orders.buyer"), a_view("over", "who<seen.who")],
    )

    longest = max(made, key=lambda proposal: len(proposal.path))
    assert written(longest) == "over.who EMAIL_ADDRESS 0.98"
    assert [link.by for link in longest.path] == [None, "public.seen", "public.over"]


def test_long_paths_end():
    chain = [a_table(f"t{n}", "k text!", primary="k", foreign=[f"k -> t{n - 1}.k"]) for n in range(1, 9)]
    first = a_table("t0", "k text!", primary="k")

    assert proposed([first, *chain], ["t0.k IBAN_CODE 0.9"]) == [
        f"t{n}.k IBAN_CODE 0.90" for n in range(1, 5)
    ]


def test_of_several_paths_the_strongest_counts():
    views = [a_view("seen", "who=person.email"), a_view("other", "x<person.email")]
    other = a_table("other", "x text", kind=TableKind.VIEW)
    third = a_table("third", "y text, z text", kind=TableKind.VIEW)
    views.append(a_view("third", "y=person.email", "y<other.x", "z<other.x"))

    assert proposed([PERSON, SEEN, other, third], [EMAIL], views) == [
        "other.x EMAIL_ADDRESS 0.98",
        "third.z EMAIL_ADDRESS 0.98",
        "third.y ~EMAIL_ADDRESS 0.98",
        "seen.who EMAIL_ADDRESS 0.59",
    ]


def test_columns_the_schema_lacks_get_nothing():
    assert proposed([PERSON, SEEN], ["seen.who IBAN_CODE 0.9"], [a_view("seen", "who<gone.c")]) == []
    assert proposed([PERSON, SEEN], [EMAIL], [a_view("seen", "lost<person.email")]) == []


def test_without_findings_or_links_there_is_nothing_to_propose():
    assert proposed([PERSON, ORDERS], []) == []
    assert proposed([PERSON], [EMAIL]) == []


def test_a_declared_key_names_itself():
    named: ForeignKey = a_foreign_key("buyer -> person.email", name="orders_buyer_fkey")
    snapshot: Snapshot = a_snapshot(PERSON, replace(ORDERS, foreign_keys=(named,)))
    (proposal,) = propose(snapshot, found(EMAIL))

    assert (proposal.path[0].by, proposal.path[0].declared) == ("orders_buyer_fkey", True)
