"""The JSON Schema of a connection in the OpenAPI document: one of those of the dialects that are installed."""

from collections.abc import Mapping
from typing import Any, cast

from app.connection.dialects import available
from app.connection.dialects.base import Dialect


def describe_connection(schema: dict[str, Any]) -> None:
    """Put the fields of every dialect in place of "an object"; for ``pydantic.Field(json_schema_extra=…)``."""
    schema.pop("additionalProperties", None)
    schema["oneOf"] = [_of(dialect) for dialect in available()]
    schema["discriminator"] = {"propertyName": "dialect"}


def _of(dialect: Dialect) -> dict[str, Any]:
    whole = dialect.connection_type.model_json_schema()
    schema = cast("dict[str, Any]", _inlined(whole, whole.get("$defs", {})))
    return schema | {"required": sorted({"dialect", *schema.get("required", ())})}


def _inlined(part: object, definitions: Mapping[str, Any]) -> object:
    """The part with every reference replaced by what it refers to: references of one document end at its border."""
    match part:
        case dict():
            own = cast("dict[str, object]", part)
            there = definitions.get(str(own.get("$ref", "")).rpartition("/")[2], {})
            kept = {name: value for name, value in own.items() if name not in {"$ref", "$defs"}}
            return {**there, **{name: _inlined(value, definitions) for name, value in kept.items()}}
        case list():
            return [_inlined(value, definitions) for value in cast("list[object]", part)]
        case _:
            return part
