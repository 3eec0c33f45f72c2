"""From pieces to fields: each parameter is looked up, and nothing passes that the vocabulary does not name."""

from collections.abc import Callable, Mapping

from app.connection.fields import check_host, check_text
from app.connection.url.parts import Parts
from app.connection.url.split import Note, SplitUrl
from app.connection.url.text import refusal, shown
from app.connection.url.vocabulary import AsField, AsTls, Claim, Ignored, Refused, load

_ORDER = ("host", "port", "user", "database", "path", "tls")
_HIGHEST_PORT = 65_535


def understood(parts: Parts) -> SplitUrl:
    """The fields of the pieces.

    Raises:
        ConnectionUrlError: a parameter is unknown, not allowed, given twice or malformed; its value is not told.
    """
    vocabulary = load(parts.vocabulary)
    reading = _Reading()
    for field, value in parts.fields.items():
        reading.take_field(field, field, value)
    for remark in parts.remarks:
        reading.notes.append(Note(*remark))
    for name, value in parts.parameters:
        found = vocabulary.find(name)
        if found is None:
            after_password = reading.last == "password"
            raise refusal(f"{shown(name, after_password=after_password)} is not known here")
        reading.take(*found, value)
    return reading.result(vocabulary.dialect)


class _Reading:
    """What was understood so far."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.last = ""
        self._fields: dict[str, str | int] = {}
        self._claims: dict[str, Claim] = {}
        self._seen: set[str] = set()

    def take(self, name: str, meaning: AsField | AsTls | Ignored | Refused, value: str) -> None:
        """One parameter."""
        if name in self._seen:
            raise refusal(f"“{name}” is given twice")
        self._seen.add(name)
        self.last = ""
        match meaning:
            case AsField(field):
                self.take_field(field, name, value)
            case AsTls(claims):
                self._claims[name] = _claim(name, claims, value)
            case Ignored(why, values, otherwise):
                if values and value.lower() not in values:
                    raise refusal(f"“{name}” is refused: {otherwise}")
                self.notes.append(Note(name, f"ignored: {why}"))
            case Refused(why):
                raise refusal(f"“{name}” is refused: {why}")

    def take_field(self, field: str, name: str, value: str) -> None:
        """A value for a field; an empty one is none, but for the password."""
        self.last = field
        if not value and field != "password":
            return
        for one, read in _CONVERTERS.get(field, _as_text)(field, value).items():
            if one in self._fields:
                raise refusal(f"“{name}” is given twice, or says what another part says too")
            self._fields[one] = read

    def result(self, dialect: str) -> SplitUrl:
        """Everything together."""
        if self._claims:
            self._fields["tls"] = self._tls()
        password = self._fields.pop("password", None)
        fields: dict[str, str | int] = {"dialect": dialect}
        fields |= {name: self._fields[name] for name in _ORDER if name in self._fields}
        return SplitUrl(dialect, fields, None if password is None else str(password), tuple(self.notes))

    def _tls(self) -> str:
        """The strongest mode that no word forbids; words that contradict each other are not guessed at."""
        names = ", ".join(f"“{name}”" for name in self._claims)
        both = Claim(
            max(claim.least for claim in self._claims.values()),
            min(claim.most for claim in self._claims.values()),
        )
        if both.least > both.most:
            raise refusal(f"{names} contradict each other")
        self.notes.append(Note(", ".join(self._claims), f"read as “{both.mode.title}”"))
        return both.mode.value


def _claim(name: str, claims: Mapping[str, Claim], value: str) -> Claim:
    try:
        return claims[value.lower()]
    except KeyError:
        raise refusal(f"“{name}” is one of {', '.join(claims)}") from None


def _as_text(field: str, value: str) -> dict[str, str | int]:
    try:
        return {field: check_text(value)}
    except ValueError:
        raise refusal(f"its {field} holds control characters") from None


def _as_host(_field: str, value: str) -> dict[str, str | int]:
    if value.startswith(("/", "@", "./")):
        raise refusal("it names a Unix socket; give a host")
    if "," in value:
        raise refusal("it names several hosts; choose one")
    try:
        return {"host": check_host(value)}
    except ValueError as problem:
        raise refusal(f"its host {problem}") from None


def _as_port(_field: str, value: str) -> dict[str, str | int]:
    if value.isascii() and value.isdecimal() and 0 < int(value) <= _HIGHEST_PORT:
        return {"port": int(value)}
    raise refusal("its port is not a number from 1 to 65535")


def _as_server(_field: str, value: str) -> dict[str, str | int]:
    r"""SQL Server's ``tcp:host,port``; other protocols and ``host\\instance`` need a service we do not ask."""
    place = value[4:] if value.lower().startswith("tcp:") else value
    host, separator, port = place.partition(",")
    if "\\" in host:
        raise refusal("it names an instance of SQL Server; give the port of that instance instead")
    return {**_as_host("host", host.strip()), **(_as_port("port", port.strip()) if separator else {})}


_CONVERTERS: Mapping[str, Callable[[str, str], dict[str, str | int]]] = {
    "host": _as_host,
    "port": _as_port,
    "server": _as_server,
}
