"""What is out of the ordinary, in a sentence for a person."""

from app.history.anomalies import Judged
from app.history.band import Band
from app.history.drift import Drift
from app.history.freshness import Freshness
from app.history.points import Slice
from app.history.series import LEAST_RUNS, Scale
from app.quality.metrics import METRIC

_UNITS = ((86_400.0, "days"), (3_600.0, "hours"), (60.0, "minutes"))


def title_of(metric: str) -> str:
    """What a series is called.

    >>> title_of("rows"), title_of("null_share")
    ('Rows', 'NULL share')
    """
    own = {"rows": "Rows", "age": "Age of the newest value", "distribution": "Spread of values"}
    return own.get(metric) or (METRIC[metric].title if metric in METRIC else metric)


def sentence(judged: Judged) -> str:
    """What was found, or how many of the earlier runs it takes have been seen; no value of a column that is masked."""
    match judged.verdict:
        case Band():
            return _of_band(judged, judged.verdict)
        case Freshness():
            return _of_freshness(judged.verdict)
        case Drift():
            return _of_drift(judged.verdict)
        case None:
            return f"{min(judged.runs, LEAST_RUNS)} of {LEAST_RUNS} earlier runs seen"


def span(seconds: float) -> str:
    """A length of time.

    >>> span(90_000), span(5_400), span(30), span(-60)
    ('25.0 hours', '90.0 minutes', '0.5 minutes', '-1.0 minutes')
    """
    unit, words = next((each for each in _UNITS if abs(seconds) >= 2 * each[0]), _UNITS[-1])
    return f"{seconds / unit:.1f} {words}"


def number(value: float, scale: Scale) -> str:
    """A count, a share or another number, short.

    >>> number(12345.0, Scale.COUNT), number(0.256, Scale.SHARE), number(3.14159, Scale.NUMBER)
    ('12,345', '25.6 %', '3.142')
    """
    if scale is Scale.COUNT:
        return f"{value:,.0f}"
    return f"{value:.1%}".replace("%", " %") if scale is Scale.SHARE else f"{value:,.4g}"


def _of_band(judged: Judged, band: Band) -> str:
    now, low, high = (number(value, judged.scale) for value in (judged.points[-1].value, band.low, band.high))
    words = f"{now}; {low} to {high} was to be expected by the {band.method} of {band.runs} runs"
    return f"{words}, but ordinary: {band.explained}" if band.surprise > 1 and band.explained else words


def _of_freshness(found: Freshness) -> str:
    words = f"newest value {span(found.age)} old; something new comes every {span(found.cadence)}"
    return f"{words}, after {span(found.latest)} at the latest" + (" and is overdue" if found.is_late else "")


def _of_drift(found: Drift) -> str:
    parts = (
        [f"values are spread otherwise by {found.distance:.2f}, up to {found.usual:.2f} is usual"]
        if found.distance > found.usual
        else []
    )
    parts += [f"{_named(each)} is gone, {each.share:.1%} before" for each in found.vanished]
    parts += [f"{_named(each)} is new, {each.share:.1%}" for each in found.appeared]
    return (
        "; ".join(parts).replace("%", " %")
        or f"distance {found.distance:.2f}, up to {found.usual:.2f} is usual"
    )


def _named(each: Slice) -> str:
    return f"“{each.label}”"
