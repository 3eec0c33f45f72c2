"""How the model does on columns of words it never saw, and on text of this machine that no generator made.

``python -m training.evaluate [columns]``; ``heldout.py`` trains without some locales and kinds and measures on them.
"""

import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from random import Random

import numpy as np

from app.detection.wording.model import WordingModel, bundled_model
from training.columns import Column, columns

TOLD = {
    "person": "PERSON",
    "given": "PERSON",
    "surname": "PERSON",
    "username": "USERNAME",
    "occupation": "OCCUPATION",
    "address": "STREET_ADDRESS",
    "city": "LOCATION",
    "region": "LOCATION",
    "country": "LOCATION",
    "organization": "ORGANIZATION",
    "medical": "MEDICAL",
}
CERTAIN = 0.7
"""Least probability of a family for it to be said."""


def family_of(model: WordingModel, values: list[str]) -> tuple[str | None, str, float]:
    """The family said, the class likeliest, and the probability of the likeliest family."""
    logs = model.column_log_probabilities(model.text_log_probabilities(values))
    p = np.exp(logs)
    sums: dict[str, float] = defaultdict(float)
    for name, q in zip(model.classes, p, strict=True):
        if name in TOLD:
            sums[TOLD[name]] += float(q)
    best = max(sums, key=sums.__getitem__)
    return (best if sums[best] > CERTAIN else None), model.classes[int(logs.argmax())], sums[best]


def report(model: WordingModel, drawn: Iterator[Column], count: int, size: int) -> None:
    """Recall and precision per family, false alarms per ordinary kind."""
    found, said, right, alarms, confused = Counter(), Counter(), Counter(), Counter(), Counter()
    ordinary = Counter()
    done = 0
    while done < count:
        column = next(drawn)
        values = [v for v in dict.fromkeys(column.draw() for _ in range(size)) if v]
        if not values:
            continue
        done += 1
        truth = TOLD.get(column.label)
        family, label, _ = family_of(model, values)
        found[truth] += 1
        said[family] += 1
        if family == truth:
            right[truth] += 1
        elif truth is None:
            alarms[column.kind, family] += 1
        else:
            confused[column.label, label] += 1
        if truth is None:
            ordinary[column.kind] += 1
    print(
        f"--- {count} columns of {size}; false alarms {sum(alarms.values()) / max(found[None], 1):.2%} of {found[None]}"
    )
    for truth in sorted(f for f in found if f):
        print(
            f"{truth:16} n {found[truth]:4} recall {right[truth] / found[truth]:.3f} precision {right[truth] / max(said[truth], 1):.3f}"
        )
    print("alarms", [(k, f, n, ordinary[k]) for (k, f), n in alarms.most_common(14)])
    print("missed", confused.most_common(16))


def machine_texts() -> dict[str, list[str]]:
    """Ordinary text that happens to be on a Debian machine, by kind."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in subprocess.run(
        ["apt-cache", "dumpavail"],  # noqa: S607 - wherever it is
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines():
        key, _, value = line.partition(": ")
        if (
            key
            in {
                "Package",
                "Section",
                "Version",
                "Description",
                "Filename",
                "Architecture",
                "Homepage",
                "Depends",
                "Priority",
            }
            and value
        ):
            found["deb " + key].append(value)
    for page in list(Path("/usr/share/man").glob("man*/*"))[:3000]:
        found["man page"].append(page.name.split(".")[0])
    for d in distributions():
        for key in (
            "Name",
            "Summary",
            "License",
            "Version",
            "Requires-Dist",
            "Classifier",
            "Keywords",
            "Requires-Python",
        ):
            found["python " + key] += [str(v) for v in (d.metadata.get_all(key) or ())]
    zones = Path("/usr/share/zoneinfo/tzdata.zi")
    if zones.exists():
        found["zones"] = [l.split()[2] for l in zones.read_text().splitlines() if l.startswith("L ")]
    for path in (
        "/usr/share/iso-codes/json/iso_639-3.json",
        "/usr/share/iso-codes/json/iso_15924.json",
        "/usr/share/iso-codes/json/iso_4217.json",
    ):
        if Path(path).exists():
            import json

            found[Path(path).stem] = [
                e["name"] for v in json.loads(Path(path).read_text()).values() for e in v
            ]
    for path in Path("/usr/share/applications").glob("*.desktop"):
        for line in path.read_text(errors="replace").splitlines():
            if "=" in line:
                found["desktop " + line.split("[")[0].split("=")[0]].append(line.split("=", 1)[1])
    units = list(Path("/lib/systemd/system").glob("*.service"))
    found["systemd"] = [u.name for u in units]
    for path in (
        "/usr/share/mime/types",
        "/etc/services",
        "/usr/share/i18n/SUPPORTED",
        "/usr/share/common-licenses/GPL-3",
    ):
        if Path(path).exists():
            found[path] = [
                l.strip() for l in Path(path).read_text(errors="replace").splitlines() if l.strip()
            ]
    import unicodedata

    found["unicode"] = [
        unicodedata.name(chr(c), "") for c in range(0x2000, 0x2C00) if unicodedata.name(chr(c), "")
    ]
    import pydoc_data.topics

    found["pydoc"] = [
        l.strip() for t in pydoc_data.topics.topics.values() for l in t.splitlines() if len(l) > 9
    ]
    import builtins
    import errno
    import http
    import os

    found["exceptions"] = list(dir(builtins))
    found["http"] = [s.phrase for s in http.HTTPStatus]
    found["errno"] = [os.strerror(e) for e in errno.errorcode]
    found["fonts"] = [p.stem for p in Path("/usr/share/fonts").rglob("*.*")]
    for locale in Path("/usr/share/X11/locale").glob("*"):
        found["x locale"].append(locale.name)
    rules = Path("/usr/share/X11/xkb/rules/base.lst")
    if rules.exists():
        found["xkb"] = [
            l.split(None, 1)[1] for l in rules.read_text().splitlines() if len(l.split(None, 1)) > 1
        ]
    return {k: list(dict.fromkeys(v)) for k, v in found.items() if len(v) >= 10}


def machine_report(model: WordingModel) -> None:
    """False alarms on text no generator made."""
    r, alarms, columns_tried = Random(2), Counter(), 0
    for kind, values in machine_texts().items():
        for size in (5, 5, 5, 20, 50):
            chosen = r.sample(values, min(size, len(values)))
            columns_tried += 1
            family, _label, p = family_of(model, chosen)
            if family:
                alarms[kind, family] += 1
                print("   ", kind, family, round(p, 2), chosen[:5])
    print(
        f"machine text: {sum(alarms.values()) / columns_tried:.2%} of {columns_tried} columns",
        alarms.most_common(),
    )


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    for size in (5, 30):
        report(bundled_model(), columns(Random(99), "held"), count, size)
    machine_report(bundled_model())
