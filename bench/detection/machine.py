"""Text on this machine that no generator made: packages, manuals, locales, Unicode. What is missing is left out."""

import gettext
import http
import os
import re
import subprocess
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import metadata
from itertools import islice
from pathlib import Path
from zoneinfo import available_timezones

from bench.detection.drawing import Source, words

_MOST = 4_000


@cache
def _available() -> str:
    """The first megabytes of the package lists; empty where there is no apt."""
    try:
        told = subprocess.run(["apt-cache", "dumpavail"], capture_output=True, check=False, text=True).stdout  # noqa: S607 - wherever it is
    except OSError:
        return ""
    return told[:12_000_000]


def _packages(field: str) -> list[str]:
    found = re.findall(rf"^{field}: (.+)$", _available(), re.MULTILINE)
    return sorted(set(found))[:: max(1, len(set(found)) // _MOST)]


def _maintainers() -> list[str]:
    """First names of some with last names of others: nobody in particular."""
    names = {line.split("<")[0].strip(' "') for line in _packages("Maintainer")}
    odd = re.compile(
        r"team|debian|maintainer|project|group|list|packag|ubuntu|developers|qa|task", re.IGNORECASE
    )
    kept = sorted(name for name in names if " " in name and not odd.search(name))
    return [
        f"{a.split()[0]} {b.split()[-1]}" for a, b in zip(kept, kept[len(kept) // 2 :] + kept, strict=False)
    ]


def _manuals() -> list[str]:
    names = [path.name.split(".")[0] for path in islice(Path("/usr/share/man/man1").glob("*"), _MOST)]
    return sorted(names)


def _characters() -> list[str]:
    return [
        unicodedata.name(chr(code)).title()
        for code in range(0x2190, 0x2800)
        if unicodedata.name(chr(code), "")
    ]


def _python_packages(field: str) -> list[str]:
    return sorted({value for found in metadata.distributions() if (value := found.metadata[field]) and len(value) < 90})  # fmt: skip


def _messages(language: str) -> list[str]:
    """Texts of programs in another language, from their gettext catalogues."""
    texts: set[str] = set()
    for domain in (
        "coreutils",
        "bash",
        "grep",
        "sed",
        "tar",
        "git",
        "apt",
        "dpkg",
        "gtk30",
        "glib20",
        "gettext-tools",
        "binutils",
        "make",
    ):
        try:
            catalogue = gettext.translation(domain, "/usr/share/locale", languages=[language])
        except OSError:
            continue
        known: dict[str, str] = getattr(catalogue, "_catalog", {})
        texts |= {
            value
            for value in known.values()
            if 4 < len(value) < 90 and "\n" not in value and "@" not in value
        }
    return sorted(texts)[:_MOST]  # fmt: skip


def _countries(language: str) -> list[str]:
    return _iso_names("iso_3166-1", "iso_3166", language)


def _languages(language: str) -> list[str]:
    return _iso_names("iso_639-2", "iso_639-2", language)


def _iso_names(_: str, domain: str, language: str) -> list[str]:
    for name in (_, domain):
        try:
            known: dict[str, str] = getattr(
                gettext.translation(name, "/usr/share/locale", languages=[language]), "_catalog", {}
            )
        except OSError:
            continue
        return sorted({v for k, v in known.items() if k and v and ";" not in v and len(v) < 40})
    return []  # fmt: skip


def _file_names() -> list[str]:
    return sorted(islice((str(path) for path in Path("/usr/share/doc").glob("*/*")), _MOST))


def _processes() -> list[str]:
    lines = Path("/proc/meminfo").read_text().splitlines() if Path("/proc/meminfo").exists() else []
    return [line.split(":")[0] for line in lines]


def _services() -> list[str]:
    path = Path("/etc/services")
    return (
        [line.split()[1] for line in path.read_text().splitlines() if line[:1].isalpha()]
        if path.exists()
        else []
    )


_KINDS: tuple[tuple[str, Callable[[], list[str]], tuple[str, ...], str], ...] = (
    ("package names", lambda: _packages("Package"), ("package", "name", "pkg", "component"), "english"),
    ("package sections", lambda: _packages("Section"), ("section", "category", "type"), "english"),
    ("package descriptions", lambda: _packages("Description(?:-en)?"), ("description", "summary", "title", "text"), "english"),
    ("package versions", lambda: _packages("Version"), ("version", "release", "installed"), "neutral"),
    ("package files", lambda: _packages("Filename"), ("filename", "path", "file"), "neutral"),
    ("package sizes", lambda: _packages("Size"), ("size", "bytes", "length"), "neutral"),
    ("package checksums", lambda: _packages("MD5sum"), ("md5", "checksum", "digest"), "neutral"),
    ("package tags", lambda: _packages("Tag"), ("tags", "keywords", "labels"), "english"),
    ("manual pages", _manuals, ("command", "topic", "name", "entry"), "english"),
    ("unicode names", _characters, ("glyph", "name", "character", "description"), "english"),
    ("time zones", lambda: sorted(available_timezones()), ("timezone", "tz", "zone", "zeitzone"), "neutral"),
    ("http statuses", lambda: [status.phrase for status in http.HTTPStatus], ("reason", "status_text", "outcome"), "english"),
    ("error texts", lambda: [os.strerror(n) for n in range(1, 130)], ("error", "message", "reason"), "english"),
    ("python packages", lambda: _python_packages("Name"), ("dependency", "module", "name"), "english"),
    ("python summaries", lambda: _python_packages("Summary"), ("summary", "description", "title"), "english"),
    ("python licences", lambda: _python_packages("License"), ("license", "licence", "terms"), "english"),
    ("file listings", _file_names, ("path", "file", "location"), "neutral"),
    ("memory fields", _processes, ("metric", "name", "key"), "english"),
    ("ports", _services, ("port", "service", "proto"), "neutral"),
    *((f"program texts {'non-latin' if x in {'ru', 'ja', 'zh_CN', 'uk', 'ko', 'el', 'bg', 'sr', 'he', 'ar', 'th', 'zh_TW'} else 'latin'}", (lambda x=x: _messages(x)), ("message", "text", "label", "beschreibung"), "non-latin" if x in {"ru", "ja", "zh_CN", "uk", "ko", "el", "bg", "sr", "he", "ar", "th", "zh_TW"} else "latin") for x in ("de", "fr", "es", "it", "pl", "nl", "pt_BR", "sv", "tr", "cs", "vi", "fi", "ru", "ja", "zh_CN", "zh_TW", "uk", "ko", "el", "bg", "sr", "he", "ar", "th")),
)  # fmt: skip

_LABELLED: tuple[tuple[str, str, Callable[[], list[str]], str, str], ...] = (
    ("maintainers", "PERSON", _maintainers, "person_full", "latin"),
    ("package homepages", "URL", lambda: _packages("Homepage"), "url", "neutral"),
    *((f"country names {x}", "LOCATION", (lambda x=x: _countries(x)), "country", "non-latin" if x in {"bg", "he", "hi", "th", "bn", "ka", "sr"} else "latin") for x in ("bg", "he", "hi", "th", "bn", "ka", "sr", "ro", "vi", "id", "sl", "ca", "eu", "lt", "lv")),
    *((f"language names {x}", "LANGUAGE", (lambda x=x: _languages(x)), "language", "non-latin" if x in {"ru", "ja", "uk", "zh_CN", "el", "bg"} else "latin") for x in ("de", "fr", "es", "it", "ru", "ja", "uk", "zh_CN", "el", "nl", "pl", "sv", "tr", "bg")),
)  # fmt: skip


@cache
def sources() -> tuple[Source, ...]:
    """Ordinary and labelled columns of real text; a kind with fewer than eight values on this machine is left out."""
    ordinary = (
        Source(
            name=f"real {name}",
            family=None,
            make=words(values),
            headers=headers,
            script=script,
            mess=("spaces", "nulls"),
            weight=4,
        )
        for name, read, headers, script in _KINDS
        if len(values := read()) > 8
    )
    labelled = (
        Source(name=f"real {name}", family=family, make=words(values), headers=headers, script=script)
        for name, family, read, headers, script in _LABELLED
        if len(values := read()) > 8
    )
    return (*ordinary, *labelled)  # fmt: skip
