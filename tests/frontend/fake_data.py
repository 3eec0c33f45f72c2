"""Plausible answers in the shapes of docs/api.md, hostile names included."""

from typing import Any

Json = dict[str, Any]  # what json.dumps takes; the pages are tested against it, not type-checked

HOSTILE_TABLE = "<img src=x onerror=alert(1)>"
HOSTILE_COLUMN = '"; drop\u202etable\u200b\n--'

_LEVELS = {
    "EMAIL_ADDRESS": ("E-mail address", "medium", "PII"),
    "PERSON_NAME": ("Person name", "medium", "PII"),
    "PHONE_NUMBER": ("Phone number", "medium", "PII"),
    "CREDIT_CARD_NUMBER": ("Credit card number", "critical", "PCI"),
    "US_SSN": ("US social security number", "critical", "Government"),
    "IBAN_CODE": ("IBAN", "high", "Financial"),
    "DATE_OF_BIRTH": ("Date of birth", "medium", "PII"),
    "IPV4_ADDRESS": ("IPv4 address", "low", "Online"),
    "DIAGNOSIS_CODE": ("Diagnosis code", "high", "Health"),
}

_EXEMPLARS = {
    "EMAIL_ADDRESS": ["a•••@e•••••.com", "j•••••@s••••.org"],
    "CREDIT_CARD_NUMBER": ["4••• •••• •••• 1881", "5••• •••• •••• 4444", "3••• •••••• •0005"],
    "US_SSN": ["•••-••-6789", "•••-••-0042"],
    "IBAN_CODE": ["DE•• •••• •••• •••• ••12"],
    "PHONE_NUMBER": ["+49 ••• ••••12"],
}

TLS_MODES = [
    {"id": "off", "title": "Off: nothing is encrypted"},
    {"id": "encrypt", "title": "Encrypt, without checking who answers"},
    {"id": "verify-ca", "title": "Encrypt and check the certificate authority"},
    {"id": "verify-host", "title": "Encrypt, check the authority and the host name"},
]

GRANT_SCRIPT = """CREATE ROLE scanner LOGIN PASSWORD '<choose one>';
GRANT CONNECT ON DATABASE shop TO scanner;
GRANT USAGE ON SCHEMA public TO scanner;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO scanner;
"""


def network_fields(dialect: str, port: int) -> Json:
    """JSON Schema as pydantic writes it for a server connection."""
    text = {"type": "string", "minLength": 1}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["host", "database", "user"],
        "$defs": {
            "TlsMode": {"type": "string", "enum": [mode["id"] for mode in TLS_MODES], "title": "TlsMode"}
        },
        "properties": {
            "dialect": {"const": dialect, "default": dialect, "type": "string"},
            "host": {
                **text,
                "maxLength": 253,
                "title": "Host",
                "description": "Name or address of the server.",
            },
            "port": {"type": "integer", "minimum": 1, "maximum": 65535, "default": port, "title": "Port"},
            "database": {**text, "maxLength": 128, "title": "Database"},
            "user": {**text, "maxLength": 128, "title": "User", "description": "A role that may only read."},
            "tls": {"$ref": "#/$defs/TlsMode", "default": "verify-host", "title": "Encryption"},
            "ca_certificates": {
                "anyOf": [{"type": "string", "maxLength": 200_000}, {"type": "null"}],
                "default": None,
                "title": "Certificate authority",
                "description": "PEM text; leave it empty to use the authorities this machine trusts.",
            },
            "client_certificate": {
                "anyOf": [{"type": "string", "maxLength": 200_000}, {"type": "null"}],
                "default": None,
                "title": "Client certificate",
                "description": "PEM text, for servers that ask for one.",
            },
        },
    }


def dialects() -> Json:
    """The answer of GET /dialects."""
    path = {
        "type": "string",
        "minLength": 1,
        "maxLength": 4096,
        "title": "File",
        "description": "On the worker's machine.",
    }
    common: Json = {
        "tls_modes": TLS_MODES,
        "grant_script": GRANT_SCRIPT,
    }
    return {
        "items": [
            {**common, "id": "postgresql", "title": "PostgreSQL", "subtitle": "9.6 to 18", "default_port": 5432,
             "fields": network_fields("postgresql", 5432)},
            {**common, "id": "mysql", "title": "MySQL", "subtitle": "MariaDB too", "default_port": 3306,
             "fields": network_fields("mysql", 3306)},
            {**common, "id": "sqlite", "title": "SQLite", "subtitle": "a file", "default_port": None, "tls_modes": [],
             "grant_script": None,
             "fields": {"type": "object", "required": ["path"],
                        "properties": {"dialect": {"const": "sqlite", "type": "string"}, "path": path}}},
            {**common, "id": "mssql", "title": "SQL Server", "subtitle": "2017 and later", "default_port": 1433,
             "fields": network_fields("mssql", 1433)},
        ],
        "options": options_schema(),
    }  # fmt: skip


def options_schema() -> Json:
    """JSON Schema of a run's options."""
    return {
        "type": "object",
        "properties": {
            "sample_rows": {"type": "integer", "minimum": 1, "maximum": 100_000, "default": 1000, "title": "Rows per table",
                            "description": "Sampled at random."},
            "statement_timeout_seconds": {"type": "integer", "minimum": 1, "maximum": 3600, "default": 30,
                                          "title": "Statement limit", "description": "Seconds."},
            "max_connections": {"type": "integer", "minimum": 1, "maximum": 16, "default": 2, "title": "Connections",
                                "description": "Over all workers."},
            "include": {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 256}, "maxItems": 50, "default": [],
                        "title": "Only these tables", "description": "Patterns, one a line."},
            "exclude": {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 256}, "maxItems": 50, "default": [],
                        "title": "Without these tables", "description": "Patterns, one a line."},
            "quality": {"type": "boolean", "default": True, "title": "Analyse data quality"},
            "views": {"type": "boolean", "default": False, "title": "Read views too",
                      "description": "That runs their queries."},
            "refresh_schema": {"type": "boolean", "default": False, "title": "Read the schema anew"},
        },
    }  # fmt: skip


def finding(type_id: str, *, kind: str = "type", share: float = 0.981) -> Json:
    """One finding with parts that add up to the logit of its confidence."""
    title, level, category = _LEVELS[type_id]
    return {
        "kind": kind, "type_id": type_id, "family": type_id, "title": title, "category": category, "level": level,
        "confidence": 0.982, "matched": round(share * 980), "tested": 980, "prevalence": share,
        "prevalence_low": max(0.0, share - 0.01), "prevalence_high": min(1.0, share + 0.008),
        "parts": [
            {"name": "prior", "log_odds": -4.2, "detail": "how often such a column is met in a table like this"},
            {"name": "column name", "log_odds": 2.9, "detail": "“card” in the column name"},
            {"name": "values", "log_odds": 5.3, "detail": "980 distinct values fit the shape, 961 the check digit"},
        ],
        "exemplars": _EXEMPLARS.get(type_id, []), "regulations": ["GDPR Art. 4", "PCI DSS 3.5"][: 2 if category == "PCI" else 1],
        "value_tested": True, "rule_version": "2026.11",
    }  # fmt: skip


def measurement(metric: str, title: str, value: float | str | None, unit: str, **more: object) -> Json:
    """One measurement, exact unless told."""
    return {
        "metric": metric,
        "title": title,
        "value": value,
        "unit": unit,
        "exact": True,
        "bound": None,
        "masked": False,
        "from_catalog": False,
        **more,
    }


def distribution(*, masked: bool) -> Json:
    """Every part; of a sensitive column masked and without bars."""
    values = [("a•••" if masked else "new", 0.52), (None if masked else "paid\u202e", 0.31), (None, 0.02)]
    ends = [f"2024-0{month}-01" for month in range(1, 6)]
    return {
        "quantiles": [
            {"share": share, "value": None if masked else value, "exact": False, "masked": masked,
             "low": None if masked else value - 1, "high": None if masked else value + 2.5}
            for share, value in ((0.01, 1.5), (0.5, 20), (0.99, 1234.5))
        ],
        "histogram": [] if masked else [
            {"low": low, "high": high, "share": share, "count": round(share * 1000), "exact": False, "bound": 0.03}
            for low, high, share in zip(ends, ends[1:], (0.2, 0.5, 0.0, 0.3), strict=False)
        ],
        "top_values": [_frequency(label, share, masked=masked or label is None) for label, share in values],
        "shapes": [_frequency("a+@a+.a+", 0.9), _frequency("AA-999", 0.1, bound=None)],
        "weekdays": [_frequency(str(day), 1 / 7, exact=True, bound=None) for day in range(1, 8)],
    }  # fmt: skip


def _frequency(label: str | None, share: float, **more: object) -> Json:
    return {
        "label": label, "share": share, "count": round(share * 1000), "exact": False, "bound": 0.03, "masked": False, **more,
    }  # fmt: skip


def column(name: str, position: int, native_type: str, *types: str) -> Json:
    """One column; without types it says that nothing was found."""
    none = "none found in 1,000 values (at most 0.3 %, 95 %)"
    return {
        "name": name, "position": position, "native_type": native_type, "data_type": "text", "nullable": position > 1,
        "default": None, "comment": None, "length": None, "precision": None, "scale": None,
        "identity": "always" if position == 1 else None, "generated": position == 1, "generation": None,
        "collation": None, "user_type": None, "primary_key": position == 1, "nominal": position == 1,
        "statement": None if types else none, "none_at_most": None if types else 0.003,
        "findings": [finding(type_id) for type_id in types],
        "measurements": [
            measurement("null_share", "Share of NULL", 0.012, "share"),
            measurement("distinct_count", "Distinct values", 980, "values", exact=False, bound=31),
            measurement("minimum", "Smallest value", "A•••", "as the column", masked=bool(types)),
            measurement("maximum_length", "Longest value", None, "characters"),
        ],
        "distribution": distribution(masked=bool(types)),
    }  # fmt: skip


def table(identity: str, schema: str, name: str, columns: list[Json], **more: object) -> Json:
    """A whole table; ``summary`` cuts it down to a row of the list."""
    found = [
        {key: item[key] for key in ("type_id", "title", "level")}
        for col in columns
        for item in col["findings"]
    ]
    return {
        "id": identity, "schema": schema, "name": name, "kind": "table", "columns": len(columns), "rows": 12_345,
        "row_estimate": 12_000, "state": "sampled", "reason": None, "findings": found, "score": 87.4, "coverage": 0.64,
        "sample": {"method": "bernoulli", "rows": 1000}, "comment": None, "primary_key": [columns[0]["name"]],
        "foreign_keys": [], "unique_keys": [], "indexes": [], "column_details": columns,
        "dimensions": dimensions(), "plan": PLAN, "defects": [], **STRUCTURE, **more,
    }  # fmt: skip


SWAPPED: Json = {
    "kind": "swapped_columns", "columns": [HOSTILE_COLUMN, "city"], "count": 3, "rows": 12, "share": 0.25, "exact": True, "bound": None,
    "confidence": 0.8, "reasons": ["cities stand where countries do"], "examples": [],
}  # fmt: skip
"""What seems wrong in the table with a hostile name."""

PLAN: Json = {
    "way": "push_down", "reason": "one flat aggregate statement is cheap here", "seconds": 0.4, "statements": 2,
    "catalog": True, "listed": ["city"],
}  # fmt: skip
"""How a table was measured."""

STRUCTURE: Json = {
    "owner": None, "storage": None, "estimated_at": None, "size_bytes": None, "index_bytes": None, "privileges": None,
    "partition_of": None, "partition_bound": None, "partition_key": None, "partitions": [], "inherits": [],
    "row_security": None, "policies": [], "definition": None, "checks": [], "exclusions": [], "triggers": [],
}  # fmt: skip
"""How a table is built, where nothing is known of it."""

BUILT: Json = {
    "owner": "dba", "storage": "heap", "estimated_at": "2026-11-20T08:00:00Z", "size_bytes": 44_040_192,
    "index_bytes": 9_437_184, "privileges": ["SELECT"], "partition_key": "RANGE (created_at)",
    "inherits": [{"schema": "base", "name": "audited"}], "row_security": True,
    "policies": [{"name": "own rows", "command": "SELECT", "roles": ["public"], "using": "(owner = CURRENT_USER)", "check": None}],
    "checks": [{"name": "email_has_at", "expression": "(email ~~ '%@%')", "validated": False}],
    "exclusions": [{"name": "no_overlap", "definition": "EXCLUDE USING gist (during WITH &&)"}],
    "triggers": [{"name": "touch", "timing": "BEFORE", "events": ["INSERT", "UPDATE"], "enabled": False,
                  "definition": "CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON sales.customer"}],
    "partitions": [{"name": "p2024", "bound": "LESS THAN (2025)", "row_estimate": 1200, "size_bytes": 65_536}],
}  # fmt: skip
"""A table with one of everything."""

_DETAILS = (
    "comment",
    "primary_key",
    "foreign_keys",
    "unique_keys",
    "indexes",
    "column_details",
    "dimensions",
    "plan",
    "defects",
    *STRUCTURE,
)


def a_index(name: str, columns: list[str], **more: object) -> Json:
    """An index with nothing special but what is told."""
    return {"name": name, "columns": columns, "unique": False, "expressions": [], "method": None, "predicate": None,
            "included": [], "valid": True, "size_bytes": None, **more}  # fmt: skip


def summary(whole: Json) -> Json:
    """The table as a row of the results."""
    return {key: value for key, value in whole.items() if key not in _DETAILS}


def dimensions() -> list[Json]:
    """Seven dimensions, some of them not measured."""
    measured = {"completeness": (0.964, True), "uniqueness": (1.0, False), "validity": (0.91, False)}
    return [
        {
            "dimension": name,
            "ratio": ratio,
            "numerator": round((ratio or 0) * 12_345),
            "denominator": 12_345 if ratio else 0,
            "exact": exact,
        }
        for name in (
            "completeness",
            "uniqueness",
            "validity",
            "consistency",
            "integrity",
            "timeliness",
            "accuracy",
        )
        for ratio, exact in [measured.get(name, (None, False))]
    ]


def tables() -> list[Json]:
    """The tables of every fake run that succeeded or ended with gaps."""
    customer = [
        column("id", 1, "bigint"), column("full_name", 2, "character varying(80)", "PERSON_NAME"),
        column("email", 3, "text", "EMAIL_ADDRESS"), column("phone", 4, "text", "PHONE_NUMBER"),
        column("birth_date", 5, "date", "DATE_OF_BIRTH"), column("segment", 6, "text"),
    ]  # fmt: skip
    payment = [column("id", 1, "bigint"), column("card_number", 2, "text", "CREDIT_CARD_NUMBER"),
               column("iban", 3, "text", "IBAN_CODE"), column("customer_id", 4, "bigint")]  # fmt: skip
    employee = [
        column("id", 1, "bigint"),
        column("ssn", 2, "text", "US_SSN"),
        column("last_ip", 3, "inet", "IPV4_ADDRESS"),
    ]
    hostile = [column("id", 1, "integer"), column(HOSTILE_COLUMN, 2, "text", "EMAIL_ADDRESS")]
    refers = [
        {
            "columns": ["customer_id"],
            "referred_schema": "sales",
            "referred_table": "customer",
            "referred_columns": ["id"],
            "on_update": "NO ACTION",
            "on_delete": "SET NULL",
            "validated": False,
        }
    ]
    denied = {"code": "no_access", "message": "hr.payroll: the role “scanner” lacks SELECT.",
              "next_step": 'Run GRANT SELECT ON "hr"."payroll" TO "scanner" and scan again.'}  # fmt: skip
    left_out = {
        "code": "filtered",
        "message": "Views are not read in this run.",
        "next_step": "Start a scan with views.",
    }
    unread: Json = {"rows": None, "score": None, "coverage": None, "sample": None}
    return [
        table("t1", "sales", "customer", customer, comment="One row per customer", rows=1_204_311, unique_keys=[["email"]],
              indexes=[a_index("customer_email_key", ["email"], unique=True),
                       a_index("customer_lower", ["segment", "lower(email)"], expressions=[1], included=["phone"],
                               predicate="(segment IS NOT NULL)", method="btree")], **BUILT),
        table("t2", "billing", "payment", payment, score=61.2, foreign_keys=refers),
        table("t3", "hr", "employee", employee, score=95.0, rows=747, state="scanned", sample={"method": "all", "rows": 747}),
        table("t4", "hr", "payroll", [column("id", 1, "bigint")], state="no_access", reason=denied, row_estimate=None, **unread),
        table("t5", "sales", HOSTILE_TABLE, hostile, rows=12, state="scanned", score=44.0, defects=[SWAPPED]),
        table("t6", "ops", "event_log", [column("id", 1, "bigint"), column("payload", 2, "jsonb")], rows=88_000_000, score=99.0),
        table("t7", "ops", "open_orders", [column("id", 1, "bigint")], kind="view", state="filtered", reason=left_out,
              definition="SELECT orders.id\n  FROM orders\n WHERE orders.closed_at IS NULL;", **unread),
        table("t8", "ops", "job_queue", [column("id", 1, "bigint")], rows=0, state="empty", score=None, coverage=None, sample=None),
        *(table(f"p{n}", "archive", f"order_{2010 + n}", [column("id", 1, "bigint")], rows=5_000 + n, score=90.0 + n / 2)
          for n in range(8)),
    ]  # fmt: skip


def placed_findings(whole_tables: list[Json]) -> list[Json]:
    """Findings with the place they were made."""
    return [
        {
            **item,
            "table_id": whole["id"],
            "schema": whole["schema"],
            "table": whole["name"],
            "column": col["name"],
        }
        for whole in whole_tables
        for col in whole["column_details"]
        for item in col["findings"]
    ]
