"""Numbers of a profile as cells of a table on a terminal, each marked as exact, with its bound, or without any."""

from collections.abc import Iterable
from math import ceil, floor, isinf, log10

from app.cli.document import Document
from app.model.names import visible

_LONGEST_VALUE = 24


def share_cell(measurements: Iterable[Document | None]) -> str:
    """Shares added up, in per cent; the widest bound counts.

    >>> share_cell([{"value": 0.125, "exact": False, "bound": 0.01}])
    '~12.5±1.0 %'
    """
    found = [each for each in measurements if each is not None and each["value"] is not None]
    if not found:
        return ""
    percent = 100 * min(sum(each["value"] for each in found), 1.0)
    number = "0" if percent == 0 else f"{percent:.1f}" if percent >= 0.1 else "<0.1"  # noqa: PLR2004 - a tenth of a per cent
    unit = "" if percent == 0 else " %"
    if all(each["exact"] for each in found):
        return f"{number}{unit}"
    bounds = [each["bound"] for each in found if not each["exact"]]
    return f"~{number}{unit}{_doubt(found)}" if None in bounds else f"~{number}±{100 * max(bounds):.1f} %"


def value_cell(measurement: Document | None, *, nominal: bool = False) -> str:
    """A number or value, marked as exact or not; empty where there is none.

    ``nominal`` numbers are labels and stand without separators.

    >>> value_cell({"value": 1234567.0, "exact": True}), value_cell({"value": 2006, "exact": True}, nominal=True)
    ('1,234,567', '2006')
    >>> value_cell({"value": 90.0, "exact": False, "bound": 12.0}), value_cell({"value": 9, "exact": False, "low": 7, "high": 10})
    ('~90±12', '~9±2')
    >>> value_cell({"value": 390880, "exact": False, "bound": 3242.105}), value_cell({"value": 2, "exact": False, "bound": 0.012341})
    ('~390,880±3,243', '~2±0.0124')
    >>> value_cell({"value": 90.0, "exact": False}), value_cell({"value": 90.0, "exact": False, "from_catalog": True})
    ('~90?', '~90*')
    """
    if measurement is None or (measurement["value"] is None and not measurement.get("masked")):
        return ""
    value = measurement["value"]
    text = "masked" if value is None else _text(value, nominal=nominal)
    if measurement["exact"]:
        return text
    bound, is_bound = _bound(measurement)
    if bound is not None:
        return f"~{text}±{_number(_readable(bound), nominal=nominal)}"
    return f"~{text}" if is_bound else f"~{text}{_doubt([measurement])}"


def _doubt(measurements: Iterable[Document]) -> str:
    """What stands in the place of a bound: whether the catalog told the number, or a sample that allows none."""
    return "*" if any(each.get("from_catalog") for each in measurements) else "?"


def _bound(measurement: Document) -> tuple[float | None, bool]:
    """Half the width of the interval, the wider half of one with ends; and whether there is any, such as of dates."""
    low, high, value = measurement.get("low"), measurement.get("high"), measurement["value"]
    if measurement.get("bound") is not None:
        return measurement["bound"], True
    if isinstance(low, int | float) and isinstance(high, int | float) and isinstance(value, int | float):
        return max(high - value, value - low), True
    return None, low is not None


def _readable(bound: float) -> float:
    """No more digits than a bound is good for, and rounded up: whole from 10 on, else two after the first that counts."""
    if bound <= 0 or isinf(bound):
        return bound
    scale = 10.0 ** max(2 - floor(log10(bound)), 0) if bound < 10 else 1.0  # noqa: PLR2004 - see above
    return ceil(bound * scale - 1e-9) / scale


def _text(value: float | str, *, nominal: bool) -> str:
    if isinstance(value, int | float):
        return _number(value, nominal=nominal)
    shown = visible(value)
    return shown if len(shown) <= _LONGEST_VALUE else f"{shown[: _LONGEST_VALUE - 1]}…"


def _number(value: float, *, nominal: bool) -> str:
    """Whole numbers and large ones whole, others to six digits; beyond 15 digits a float is not exact."""
    is_whole = float(value).is_integer() or abs(value) >= 1e6  # noqa: PLR2004 - six digits
    text = f"{value:,.0f}" if is_whole and abs(value) < 1e15 else f"{value:,.6g}"  # noqa: PLR2004 - see above
    return text.replace(",", "") if nominal else text
