"""A run through regulations in the shapes of docs/api.md, hostile names included."""

from tests.frontend.fake_data import HOSTILE_COLUMN, HOSTILE_TABLE, Json

_SHARED: Json = {
    "run_id": "run_partial",
    "guidance": "This is guidance, not legal advice.",
    "complete": True,
    "looked_at": {"tables": 29, "tables_read": 27, "columns": 180, "columns_tested": 160},
}
_PCI: Json = {
    "id": "pci-dss",
    "title": "PCI DSS",
    "name": "Payment Card Industry Data Security Standard",
    "jurisdiction": "Worldwide",
    "columns": 2,
    "risk": "critical",
}


def regulations() -> Json:
    """One that found something, one that did not."""
    ferpa: Json = {"id": "ferpa", "title": "FERPA", "name": "Family Educational Rights and Privacy Act",
             "jurisdiction": "United States", "columns": 0, "risk": None, "by_risk": {}, "categories": []}  # fmt: skip
    risks = {"critical": 1, "high": 1, "medium": 0, "low": 0}
    return {**_SHARED, "items": [{**_PCI, "by_risk": risks, "categories": [_code(), _pin()]}, ferpa]}


def regulation() -> Json:
    """Card codes at rest in two columns, and a category without any."""
    return {
        **_SHARED,
        **_PCI,
        "applies": "Whoever stores card data.",
        "source": "https://www.pcisecuritystandards.org/document_library/",
        "version": "4.0.1 of June 2024",
        "categories": [_code(), _pin()],
    }


def _code() -> Json:
    places = [_place("payment", "cvv"), {**_place(HOSTILE_TABLE, HOSTILE_COLUMN), "kind": "contains"}]
    return {
        "id": "card-code", "article": "Req. 3.3.1.2", "title": "Card verification code", "special": False, "at_rest": "never",
        "columns": 2, "risk": "critical", "guidance": "Must not be stored.", "condition": "issuers are an exception",
        "untold": "", "total": 2, "items": places, "not_found": [], "by_name_only": [],
    }  # fmt: skip


def _pin() -> Json:
    return {
        "id": "pin", "article": "Req. 3.3.1.3", "title": "PIN block", "special": True, "at_rest": "never",
        "columns": 0, "risk": None, "guidance": "Must not be stored.", "condition": "", "untold": "It looks like any code.",
        "total": 0, "items": [], "not_found": ["CREDIT_CARD_TRACK_NUMBER"], "by_name_only": ["PIN_BLOCK"],
    }  # fmt: skip


def _place(table: str, column: str) -> Json:
    parts = [{"name": "What the data is", "points": 4.0, "detail": "data of level critical"},
             {"name": "Must not be stored at all", "points": 4.0, "detail": "at rest"},
             {"name": "No value in it", "points": -0.5, "detail": "made up"}]  # fmt: skip
    return {
        "table_id": "t2", "schema": "sales", "table": table, "column": column, "kind": "type",
        "type_id": "CARD_VERIFICATION_CODE", "title": "Card verification code", "confidence": 0.99, "level": "critical",
        "risk": {"band": "critical", "points": 7.5, "parts": parts},
    }  # fmt: skip
