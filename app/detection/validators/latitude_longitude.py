"""Geographic positions: latitude and longitude in degrees, decimal or with minutes, as text, JSON or well-known forms.

Sources: ISO 6709 annex H (``+40.446-079.982/``) and annex D (degrees, minutes, seconds); OGC 06-103r4 (POINT and its
binary form, with PostGIS's SRID); RFC 5870 (``geo:``); RFC 7946 (GeoJSON). Decimal pairs need three decimals, the
precision of a street: pairs of measures rarely have them.
"""

import re
import struct

_NUMBER = r"([+\-]?\d{1,3}[.,]\d{3,18})"
_END = r"(?:, ?-?\d{1,5}(?:\.\d{1,9})?)?(?: ?[\])}]|/)?"
_PAIR = re.compile(
    rf"(?:geo:|[\[(] ?)?{_NUMBER} ?°? ?[NSEWO]?(?: ?[,;|/] ?| {{1,2}}|\t){_NUMBER} ?°? ?[NSEWO]?{_END}",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"[NSEW] ?(\d{1,3}\.\d{1,15})°?[,; ]{1,3}[NSEW] ?(\d{1,3}\.\d{1,15})°?", re.IGNORECASE)
_JOINED = re.compile(r"([+\-]\d{2}\.\d{2,12})([+\-]\d{2,3}\.\d{2,12})/?")
_NAMED = re.compile(
    r"\{? ?[\"']?lat(?:itude)?[\"']? ?[:=] ?\"?(-?\d{1,3}\.\d{1,18})\"?[,; ]{1,3}[\"']?(?:lon|lng|long|longitude)[\"']?"
    r" ?[:=] ?\"?(-?\d{1,3}\.\d{1,18})\"? ?\}?",
    re.IGNORECASE,
)
_LONGITUDE_FIRST = re.compile(
    r"(?:(?:SRID=\d{1,6}; ?)?POINT ?Z?M? ?\( ?|\{[^{}\[\]]{0,40}\"coordinates\" ?: ?\[ ?)"
    r"(-?\d{1,3}(?:\.\d{1,18})?) ?[, ] ?(-?\d{1,2}(?:\.\d{1,18})?)(?: ?[, ] ?-?[\d.]{1,20}){0,2} ?(?:\)|\][^\]]{0,40}\})",
    re.IGNORECASE,
)
_PART = r"(\d{1,3}) ?[°o˚ ] ?(\d{1,2})(?:\.\d{1,9})? ?(?:['\u2032\u2019\u00b4] ?)?(?:(\d{1,2})(?:[.,]\d{1,9})? ?(?:[\"″”]|''|\u2032\u2032)?)?"
_SEXAGESIMAL = re.compile(
    rf"(?:[NS] ?{_PART}[,; /]{{0,3}}[EWO] ?{_PART}|{_PART} ?[NS][,; /]{{0,3}}{_PART} ?[EWO])", re.IGNORECASE
)
_BINARY = re.compile(r"(?:(01)01000000|(01)01000020[0-9A-F]{8}|(00)00000001)([0-9A-F]{32})", re.IGNORECASE)
_MOST_LATITUDE, _MOST_LONGITUDE = 90, 180


def is_valid(value: str) -> bool:
    r"""Whether the value is one position.

    >>> is_valid("52.3702, 4.8952"), is_valid("POINT(4.8952 52.3702)"), is_valid("95.1234, 4.8952"), is_valid("1.5, 2.5")
    (True, True, False, False)
    >>> is_valid("40°26'46\"N 79°58'56\"W"), is_valid('{"lat": 52.37, "lng": 4.89}'), is_valid("+40.446-079.982/")
    (True, True, True)
    >>> is_valid("0101000000E17A14AE47E11340AAF1D24D62304A40")
    True
    """
    for form in (_PAIR, _LETTERED, _JOINED, _NAMED):
        if (found := form.fullmatch(value)) is not None:
            return _on_earth(*(float(number.replace(",", ".")) for number in found.groups()))
    if (found := _LONGITUDE_FIRST.fullmatch(value)) is not None:
        return _on_earth(float(found[2]), float(found[1]))
    if (found := _SEXAGESIMAL.fullmatch(value)) is not None:
        return _on_dial([int(part) for part in found.groups(default="0")])
    return _is_binary(value)


def _on_earth(latitude: float, longitude: float) -> bool:
    return abs(latitude) <= _MOST_LATITUDE and abs(longitude) <= _MOST_LONGITUDE


def _on_dial(parts: list[int]) -> bool:
    """Degrees, minutes, seconds of both; the half of the groups that took no part is zero."""
    (d1, m1, s1, d2, m2, s2), others = parts[:6], parts[6:]
    if not any(parts[:6]):
        d1, m1, s1, d2, m2, s2 = others
    return _on_earth(d1, d2) and max(m1, s1, m2, s2) < 60  # noqa: PLR2004 - minutes and seconds


def _is_binary(value: str) -> bool:
    found = _BINARY.fullmatch(value)
    if found is None:
        return False
    longitude, latitude = struct.unpack(">dd" if found[3] else "<dd", bytes.fromhex(found[4]))
    return _on_earth(latitude, longitude)
