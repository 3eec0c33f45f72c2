"""What a declared type is called anywhere, folded into ``DataType``."""

import re
from collections.abc import Iterator

from app.model.schema import DataType

_ARGUMENTS = re.compile(r"\(.*|\[[^\[\]]*[a-z][^\[\]]*\]", re.DOTALL)
_WRAPPED = re.compile(r"(?:nullable|lowcardinality|optional|dictionary)\s*[(\[<](.*)[)\]>]", re.DOTALL)
_SCALE = re.compile(r"\(\s*\d+\s*,\s*(\d+)\s*\)")
_LONGEST = 200

# Exact names, of PostgreSQL, MySQL, SQL Server, Oracle, Snowflake, BigQuery, ClickHouse, Arrow, pandas and polars.
_NAMES: dict[str, DataType] = {
    name: data_type
    for data_type, names in {
        DataType.TEXT: "text string str varchar varchar2 nvarchar nvarchar2 char nchar bpchar character clob nclob "
        "ntext tinytext mediumtext longtext citext name sysname utf8 large_utf8 large_string string_view enum set "
        "category categorical xml fixedstring longvarchar unicode national",
        DataType.INTEGER: "int integer bigint smallint tinyint mediumint int2 int4 int8 int16 int32 int64 int128 "
        "int256 uint8 uint16 uint32 uint64 uint128 uint256 serial bigserial smallserial oid year long short byte "
        "byteint hugeint uint",
        DataType.DECIMAL: "numeric decimal dec number money smallmoney bignumeric bigdecimal decimal32 decimal64 "
        "decimal128 decimal256 fixed",
        DataType.FLOAT: "float double real float4 float8 float16 float32 float64 halffloat half binary_float "
        "binary_double",
        DataType.BOOLEAN: "bool boolean bit logical",
        DataType.DATE: "date date32 date64",
        DataType.TIME: "time timetz time32 time64",
        DataType.TIMESTAMP: "timestamp timestamptz datetime datetime2 datetime64 smalldatetime datetimeoffset "
        "timestamp_ntz timestamp_ltz timestamp_tz",
        DataType.JSON: "json jsonb variant super struct record map object_json hstore row",
        DataType.UUID: "uuid uniqueidentifier guid",
        DataType.NETWORK: "inet cidr macaddr macaddr8 inet4 inet6 ipv4 ipv6",
        DataType.ARRAY: "array list large_list fixed_size_list",
        DataType.BINARY: "bytea blob binary varbinary bytes tinyblob mediumblob longblob image raw rowversion "
        "large_binary geometry geography",
    }.items()
    for name in names.split()
}


def data_type_of(declared: str) -> DataType:
    """The declared type folded; ``OTHER`` for what is unknown or says nothing (``object``, empty).

    >>> [data_type_of(t).value for t in ("VARCHAR(20)", "NUMBER(10,0)", "double precision", "int unsigned")]
    ['text', 'integer', 'float', 'integer']
    >>> [data_type_of(t).value for t in ("Nullable(String)", "datetime64[ns, UTC]", "text[]", "object")]
    ['text', 'timestamp', 'array', 'other']
    """
    text = declared[:_LONGEST].strip().lower()
    wrapped = _WRAPPED.fullmatch(text)
    text = wrapped[1].strip() if wrapped else text
    if text.endswith("[]"):
        return DataType.ARRAY
    found = next((_NAMES[word] for word in _words(text) if word in _NAMES), DataType.OTHER)
    if found is DataType.INTEGER and text.startswith("tinyint(1)"):
        return DataType.BOOLEAN
    scale = _SCALE.search(text)
    return DataType.INTEGER if found is DataType.DECIMAL and scale and scale[1] == "0" else found


def _words(text: str) -> Iterator[str]:
    """The type's name without arguments: whole, then its first word."""
    plain = _ARGUMENTS.sub("", text).partition("<")[0].strip()
    yield plain
    yield re.split(r"[^a-z0-9_]+", plain, maxsplit=1)[0]
