"""Columns that hold nothing about anybody: the known traps, by name."""

import base64
import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random

from bench.detection.contact import family
from bench.detection.drawing import Draw, Make, Source, checked, drawn, fill, one_of, templates, words
from bench.detection.lists import mimesis, own

_PLAIN = ("spaces", "nulls", "quotes", "fullwidth")


def _trap(
    name: str,
    make: Make,
    *headers: str,
    dtype: str = "text",
    script: str = "neutral",
    weight: int = 1,
    mess: tuple[str, ...] = ("spaces", "nulls"),
) -> Source:
    return Source(name=name, family=None, make=make, headers=headers, dtype=dtype, script=script, weight=weight, mess=mess)  # fmt: skip


def _sequence(digits: int) -> Make:
    def make(random: Random) -> Draw:
        numbers, step = (
            count(random.randrange(10 ** (digits - 1), 9 * 10 ** (digits - 1))),
            random.choice((1, 1, 1, 7)),
        )
        return lambda: str(next(numbers) * step)[:digits]

    return make


def _between(low: float, high: float, form: str) -> Make:
    return drawn(lambda r: form.format(r.uniform(low, high)))


def _whole(low: int, high: int, form: str = "{}") -> Make:
    return drawn(lambda r: form.format(r.randint(low, high)))


def _day(form: str, first: date = date(2012, 1, 1), last: date = date(2026, 6, 30)) -> Make:
    return drawn(lambda r: (first + timedelta(days=r.randrange((last - first).days))).strftime(form))


def _moment(form: str) -> Make:
    return drawn(lambda r: datetime.fromtimestamp(r.randrange(13 * 10**8, 178 * 10**7), UTC).strftime(form))


def _prices(random: Random) -> Draw:
    form = random.choice(
        ("{:.2f}", "${:.2f}", "€{:.2f}", "{:.2f} EUR", "£{:,.2f}", "{:.2f} zł", "¥{:.0f}", "USD {:.2f}")
    )
    comma = random.random() < 0.25

    def draw() -> str:
        text = form.format(random.lognormvariate(3, 1.2))
        return text.replace(".", ",") if comma else text

    return draw


def _score(random: Random) -> str:
    return f"{random.randint(0, 5)}{random.choice(('-', ':', ' - ', '–'))}{random.randint(0, 5)}"


def _fixture(random: Random) -> str:
    teams: list[str] = own("plain")["teams"]["values"]
    home, away = random.sample(teams, 2)
    return random.choice(
        (
            f"{home} vs {away}",
            f"{home} - {away}",
            f"{home} {random.randint(0, 4)}:{random.randint(0, 4)} {away}",
            f"{away} @ {home}",
        )
    )


def _hours(random: Random) -> str:
    return random.choice(("Mo-Fr {}:00-{}:00", "{}am - {}pm", "Mon–Sat {}–{}", "{}:30-{}:00", "Open 24 hours", "closed", "täglich {}-{} Uhr", "{}h-{}h")).format(random.randint(7, 10), random.randint(4, 20))  # fmt: skip


def _quantity(random: Random) -> Draw:
    unit = random.choice(
        (
            "kg",
            "g",
            "ml",
            "l",
            "cm",
            "mm",
            "km",
            "mi",
            "lbs",
            "oz",
            "W",
            "kWh",
            "GB",
            "mAh",
            "°C",
            "m²",
            "pcs",
            "dB",
            "psi",
            "bar",
            "rpm",
        )
    )
    form = random.choice(("{:.0f} {}", "{:.1f}{}", "{:.2f} {}", "{:.0f}{}", "{:,.0f} {}"))
    return lambda: form.format(random.lognormvariate(4, 1.3), unit)


def _dimensions(random: Random) -> str:
    return random.choice(("{} x {} x {} cm", "{}x{}x{}", '{}" x {}"', "{} × {} × {} mm", "H{} W{} D{}")).format(*(random.randint(2, 240) for _ in range(3)))  # fmt: skip


def _version(random: Random) -> str:
    return random.choice(("{}.{}.{}", "v{}.{}.{}", "{}.{}", "{}.{}.{}-beta1", "{}.{}.{}.{}")).format(*(random.randint(0, 24) for _ in range(4)))  # fmt: skip


def _json(random: Random) -> str:
    return json.dumps({"id": random.randint(1, 9999), "size": random.choice(("S", "M", "L")), "tags": random.sample(("new", "sale", "eco", "fragile"), 2), "stock": random.randint(0, 500), "dims": {"w": random.randint(1, 90), "h": random.randint(1, 90)}})  # fmt: skip


def _path(random: Random) -> str:
    return random.choice(("/var/log/app/{}.log", "C:\\Data\\exports\\{}.csv", "/usr/share/doc/lib{}", "s3://bucket/raw/{}.parquet", "images/products/{}.jpg", "../templates/{}.html", "\\\\fs01\\scans\\{}.pdf", "src/main/{}.java")).format(fill(random, "????##"))  # fmt: skip


def _tracking(random: Random) -> str:
    forms = (
        "1Z&&&&&&##########",
        "JD0140##########",
        "RR#########DE",
        "94001000000##########",
        "%###########",
    )
    return fill(random, random.choice(forms))


def _ean(random: Random) -> str:
    return checked(
        random, random.choice(("400#########~", "50#########0~", "978#########~", "0########%##~")), "ean"
    )


def _isbn(random: Random) -> Draw:
    form = random.choice(("978#########~", "978-3-#####-###-~", "%########~"))
    return lambda: checked(random, form, "isbn", "0123456789X")


def _academic(random: Random) -> str:
    year = random.randint(1998, 2025)
    return random.choice((f"{year}/{(year + 1) % 100:02d}", f"{year}-{year + 1}", f"{year}/{year + 1}"))


def _epoch(factor: int) -> Make:
    return drawn(
        lambda r: str(
            r.randrange(12 * 10**8, 179 * 10**7) * factor + (r.randrange(factor) if factor > 1 else 0)
        )
    )


def _batch(random: Random) -> Draw:
    template = random.choice(
        (
            "LOT-#####",
            "B######",
            "@@####@",
            "##@####",
            "L2##@##",
            "BATCH ####",
            "&&&&&&",
            "AB-####-##",
            "#####-@@",
            "@##-###",
            "@@@-####",
            "@@-####-@@",
        )
    )
    return lambda: fill(random, template)


def _sku(random: Random) -> Draw:
    template = random.choice(
        (
            "@@@-####",
            "@@-###-@@",
            "####-@@-##",
            "@@######",
            "SKU-#####",
            "@##@##",
            "@@@###",
            "######-@",
            "@@@-@@-##",
            "@@@@####@",
            "@########",
            "@#######",
        )
    )
    return lambda: fill(random, template)


def _coordinates(random: Random) -> str:
    return f"{random.randint(0, 1920)},{random.randint(0, 1080)}"


def _slug(random: Random) -> str:
    return "-".join(
        random.sample(
            (
                "blue",
                "oak",
                "table",
                "summer",
                "sale",
                "how",
                "to",
                "grow",
                "basil",
                "best",
                "bikes",
                "guide",
            ),
            4,
        )
    )


def _formula(random: Random) -> str:
    return random.choice(("C{}H{}O{}", "(a{}+b{})/{}", "x^{} + {}y = {}", "=SUM(A{}:B{})*{}", "{} AND {} OR {}")).format(*(random.randint(1, 40) for _ in range(3)))  # fmt: skip


def _hexes(length: int) -> Make:
    return drawn(lambda r: hashlib.sha256(r.randbytes(9)).hexdigest()[:length])


def _stars(random: Random) -> str:
    return random.choice(("★★★★☆", "4.5/5", "5 stars", "3/5", "★★★", "9/10", "8.1", "4 out of 5"))


def _ranges(random: Random) -> str:
    low = random.randint(0, 900)
    return random.choice(
        (
            f"{low}-{low + 99}",
            f"{low} to {low + 50}",
            f"<{low}",
            f"{low}+",
            f"{low}–{low + 10}",
            f"[{low}, {low + 5})",
        )
    )


def _flight(random: Random) -> str:
    return random.choice(("LH", "BA", "AF", "U2", "FR", "DL", "EK")) + fill(
        random, random.choice(("%##", "%###", " %###"))
    )


_UPPER_ONLY = ("QRST", "BLUE", "MAIN", "NORTH", "WEB", "POS", "OUTLET")

NUMBERS = (
    *(_trap(f"{n}-digit ids", one_of(templates("%" + "#" * (n - 1)), _sequence(n)), "id", "order_id", "ref", "item_no", "record_id", "transaction_id", "nr", "belegnummer", dtype="integer", weight=3, mess=_PLAIN) for n in (6, 8, 9, 10, 11, 12, 13, 14, 16)),
    _trap("row numbers", _sequence(4), "id", "rowid", "idx", "#", "position", dtype="integer", weight=2),
    _trap("unix seconds", _epoch(1), "created", "ts", "timestamp", "event_time", "mtime", dtype="integer", weight=3, mess=_PLAIN),
    _trap("unix milliseconds", _epoch(1000), "ts_ms", "created_at", "time", "epoch_ms", dtype="integer", weight=3, mess=_PLAIN),
    _trap("batch numbers", _batch, "batch", "lot", "lot_no", "charge", "batch_number", weight=4),
    _trap("skus", _sku, "sku", "article_no", "part_no", "code", "artikelnummer", "артикул", weight=4),
    _trap("ean-13", drawn(_ean), "ean", "barcode", "gtin", "upc", weight=3, mess=_PLAIN),
    _trap("isbn", _isbn, "isbn", "isbn13", "book_isbn", weight=2),
    _trap("issn", drawn(lambda r: checked(r, "####-###~", "issn", "0123456789X")), "issn", "serial"),
    _trap("container numbers", drawn(lambda r: checked(r, r.choice(("MSKU", "CSQU", "HLXU")) + "######~", "iso6346")), "container", "container_no"),
    _trap("prices", _prices, "price", "amount", "total", "unit_price", "preis", "prix", "цена", "価格", dtype="decimal", weight=5),
    _trap("academic years", drawn(_academic), "academic_year", "school_year", "season", "schuljahr", weight=2),
    _trap("years", _whole(1950, 2025), "year", "jahr", "release_year", "annee", "model_year", dtype="integer", weight=2),
    _trap("uuids", drawn(lambda r: fill(r, "********-****-4***-b***-************")), "uuid", "id", "guid", "request_id", "correlation_id", dtype="uuid", weight=3),
    _trap("object ids", _hexes(24), "_id", "object_id", "oid"),
    _trap("version numbers", drawn(_version), "version", "release", "app_version", "firmware", weight=3),
    _trap("floats", one_of(_between(-5, 5, "{:.6f}"), _between(0, 1, "{:.8f}"), _between(0, 500, "{:.3f}"), _between(-1e4, 1e4, "{:.4g}")), "value", "measurement", "score", "x", "weight", "wert", "temperature", dtype="float", weight=4),
    _trap("pixel coordinates", drawn(_coordinates), "pos", "xy", "click_at", "pixel"),
    _trap("single pixels", _whole(0, 1920), "x", "y", "left", "top", "width", dtype="integer"),
    _trap("sensor readings", _between(15, 30, "{:.6f}"), "temperature", "humidity", "reading", "sensor_1", dtype="float", weight=2),
    _trap("dates of records", one_of(_day("%Y-%m-%d"), _day("%d.%m.%Y"), _day("%m/%d/%Y"), _day("%Y%m%d"), _day("%d %b %Y")), "order_date", "created", "date", "datum", "start_date", "fecha", "дата", dtype="date", weight=5),
    _trap("moments", one_of(_moment("%Y-%m-%d %H:%M:%S"), _moment("%Y-%m-%dT%H:%M:%SZ"), _moment("%d/%b/%Y:%H:%M:%S +0000")), "created_at", "updated_at", "logged", "event_ts", dtype="timestamp", weight=3),
    _trap("release dates", _day("%Y-%m-%d", date(1930, 1, 1), date(2025, 1, 1)), "release_date", "published", "premiere", "founded_on", dtype="date"),
    _trap("times", one_of(drawn(lambda r: f"{r.randint(0, 23):02d}:{r.randint(0, 59):02d}"), drawn(lambda r: f"{r.randint(0, 3)}:{r.randint(0, 59):02d}:{r.randint(0, 59):02d}")), "time", "duration", "departure", "uhrzeit", "length"),
    _trap("month and year", one_of(drawn(lambda r: f"{r.randint(1, 12):02d}/{r.randint(2015, 2025)}"), drawn(lambda r: f"{r.randint(2015, 2025)}-{r.randint(1, 12):02d}"), drawn(lambda r: f"Q{r.randint(1, 4)} {r.randint(2015, 2025)}")), "period", "month", "quarter", "fiscal_period"),
    _trap("opening hours", drawn(_hours), "hours", "opening_hours", "öffnungszeiten", "horaires", weight=3),
    _trap("scores", drawn(_score), "score", "result", "ergebnis", "ft_score", weight=2),
    _trap("fixtures", drawn(_fixture), "match", "fixture", "game", "spiel", script="english", weight=3),
    _trap("quantities with units", _quantity, "weight", "size", "capacity", "gewicht", "volume", "net_content", weight=4),
    _trap("dimensions", drawn(_dimensions), "dimensions", "size", "abmessungen"),
    _trap("small counts", _whole(0, 120), "qty", "quantity", "count", "stock", "menge", "number_of_items", dtype="integer", weight=3),
    _trap("large counts", _whole(1_000, 9_000_000), "population", "views", "downloads", "bytes", "einwohner", dtype="integer", weight=2),
    _trap("amounts like salaries", one_of(_whole(20_000, 140_000), _between(900, 9000, "{:.2f}")), "revenue", "budget", "cost", "balance_due", "turnover", "mileage", dtype="decimal", weight=2),
    _trap("percentages", one_of(_whole(0, 100, "{}%"), _between(0, 100, "{:.1f} %"), _between(0, 1, "{:.2f}")), "pct", "share", "discount", "tax_rate", "anteil", weight=2),
    _trap("ratings", one_of(_whole(1, 5), _between(1, 10, "{:.1f}"), drawn(_stars)), "rating", "stars", "score", "bewertung", weight=2),
    _trap("ranges", drawn(_ranges), "range", "bucket", "bin", "interval", weight=2),
    _trap("zero and one", words(["0", "1"]), "flag", "active", "is_default", "deleted", dtype="integer"),
    _trap("three digits", one_of(templates("%##"), templates("###")), "code", "status_code", "dept_no", "seat", "cat", dtype="integer", weight=2),
    _trap("five digits", templates("%####"), "order_no", "count", "points", "store", "steps", dtype="integer", weight=2),
    _trap("negative numbers", _between(-900, 900, "{:.2f}"), "delta", "net_change", "saldo", dtype="decimal"),
    _trap("json", drawn(_json), "attributes", "payload", "meta", "properties", dtype="json", weight=2),
    _trap("base64", drawn(lambda r: base64.b64encode(r.randbytes(r.randint(12, 60))).decode()), "blob", "data", "thumbnail", "etag"),
    _trap("hashes of files", one_of(_hexes(32), _hexes(40), _hexes(64)), "md5", "sha256", "checksum", "digest", "commit", "etag", weight=3),
    _trap("file paths", drawn(_path), "path", "file", "filename", "source_file", "image", weight=3),
    _trap("tracking codes", drawn(_tracking), "tracking_number", "tracking", "shipment", "sendungsnummer", weight=3),
    _trap("hex colours", drawn(lambda r: "#" + fill(r, "******")), "hex", "color_code"),
    _trap("slugs", drawn(_slug), "slug", "permalink", "key", weight=2),
    _trap("formulas", drawn(_formula), "formula", "expression", "rule"),
    _trap("flights", drawn(_flight), "flight", "flight_no", "train"),
    _trap("invoice numbers", templates("INV-2024-#####", "RE20##-####", "PO-######", "2024/####", "#######-%"), "invoice", "invoice_no", "rechnungsnr", "po_number", weight=3),
    _trap("gates and seats", one_of(templates("#@", "##@", "@#", "@##"), words(list(_UPPER_ONLY))), "seat", "gate", "bin_location", "shelf", "platz"),
    _trap("resolutions", words(["1920x1080", "1366x768", "3840x2160", "1280x800", "2560x1440"]), "resolution", "screen"),
    _trap("mime types", words(["text/html", "image/png", "application/json", "video/mp4", "text/csv"]), "mime", "content_type"),
    _trap("tickers", words(["AAPL", "MSFT", "SAP", "BMW", "TSLA", "NESN", "HSBA", "GE", "IBM", "MA", "TOTF", "PFE"]), "ticker", "symbol", "stock"),
    _trap("airport codes", words(["FRA", "JFK", "LHR", "CDG", "SIN", "NRT", "DXB", "ORD", "MAD", "ZRH"]), "origin", "dest", "airport", "iata"),
    _trap("language of software", words(["Python", "Java", "C++", "Go", "Ruby", "Julia", "Rust", "Ada", "PHP", "Swift", "Kotlin", "Pascal", "Haskell"]), "language", "lang", "stack", "skills"),
    _trap("constant", words(["0.00", "0.00"]), "adj", "fee", "rebate"),
    _trap("wide text ids", drawn(lambda r: "".join(r.choice("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789") for _ in range(11))), "video_id", "short_id", "nanoid"),
    _trap("street-like products", drawn(lambda r: f"{r.choice(('Avenue', 'Boulevard', 'Park Lane', 'Main Street', 'Route 66'))} {r.choice(('Sofa', 'Lamp', 'Denim', 'Blend', 'Jacket'))} {r.randint(2, 90)}"), "product", "model", "name", script="english"),
    _trap("brand like surnames", drawn(lambda r: f"{family(r, 'en')}'s {r.choice(('Ale', 'Mustard', 'Crisps', 'Pie', 'Ketchup', 'Choice'))}"), "product", "item", "label", script="english"),
    _trap("cve and standards", one_of(templates("CVE-20##-%####"), templates("ISO %###", "DIN EN %####", "RFC %###")), "cve", "standard", "norm"),
    _trap("ticket numbers", templates("OPS-%###", "#%####", "TKT%#####", "SR-######", "INC00#####"), "ticket", "issue", "case_no", weight=2),
    _trap("gps tracks of machines", _between(-1000, 1000, "{:.4f}"), "axis_x", "offset_y", "z", dtype="float"),
)  # fmt: skip


def _translated() -> tuple[Source, ...]:
    """Words of other languages that mimesis ships: dishes, fruit, colours, sayings."""
    sources: list[Source] = []
    scripts = {
        "de": "latin",
        "fr": "latin",
        "es": "latin",
        "it": "latin",
        "pl": "latin",
        "nl": "latin",
        "tr": "latin",
        "cs": "latin",
        "en": "english",
        "ru": "non-latin",
        "ja": "non-latin",
        "zh": "non-latin",
        "ko": "non-latin",
        "uk": "non-latin",
        "ar-eg": "non-latin",
        "el": "non-latin",
    }
    for locale, script in scripts.items():
        food, text = mimesis(locale, "food"), mimesis(locale, "text")
        sources += [
            _trap(f"{kind} {script}", words(values), *headers, script=script)
            for kind, values, headers in (
                ("dishes", food.get("dishes", []), ("dish", "name", "plat", "блюдо", "料理")),
                ("fruit", food.get("fruits", []), ("fruit", "item", "obst", "product")),
                ("vegetables", food.get("vegetables", []), ("vegetable", "item", "zutat")),
                ("spices", food.get("spices", []), ("ingredient", "spice")),
                ("sayings", text.get("quotes", []), ("quote", "text", "zitat")),
                (
                    "single words",
                    [w for w in text.get("words", []) if isinstance(w, str)],
                    ("keyword", "tag", "word"),
                ),
            )
            if len(values) > 8
        ]
    return tuple(sources)  # fmt: skip


def _own_words() -> tuple[Source, ...]:
    english_default = "english"
    return tuple(
        Source(name=name.replace("_", " "), family=None, make=words(kind["values"]), headers=tuple(kind["headers"]), script=kind.get("script", english_default), mess=("case", "spaces", "html", "nulls"), weight=3, dtype="boolean" if name == "booleans" else "text")
        for name, kind in own("plain").items()
    )  # fmt: skip


SOURCES = (*NUMBERS, *_own_words(), *_translated())
