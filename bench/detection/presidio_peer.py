"""Runs in Presidio's environment: columns as JSON lines in, the most frequent entity of each out.

Pattern recognisers alone: no language model can be downloaded here, so names and places are not its part.
"""

import json
import sys
from collections import Counter
from importlib import import_module
from typing import Any

_LEAST_SHARE, _LEAST_SCORE, _INSIDE_SCORE, _MOST_VALUES = 0.5, 0.3, 0.5, 100
_FAMILIES = {
    "EMAIL_ADDRESS": "EMAIL_ADDRESS", "PHONE_NUMBER": "PHONE_NUMBER", "CREDIT_CARD": "CREDIT_CARD", "IBAN_CODE": "IBAN_CODE", "IP_ADDRESS": "IP_ADDRESS", "MAC_ADDRESS": "MAC_ADDRESS",
    "URL": "URL", "CRYPTO": "CRYPTO", "DATE_TIME": "DATE_OF_BIRTH", "US_SSN": "NATIONAL_ID", "US_ITIN": "TAX_ID", "US_PASSPORT": "PASSPORT", "US_DRIVER_LICENSE": "DRIVER_LICENSE",
    "US_BANK_NUMBER": "BANK_ACCOUNT", "ABA_ROUTING_NUMBER": "BANK_ROUTING", "UK_NHS": "MEDICAL_RECORD", "UK_NINO": "NATIONAL_ID", "ES_NIF": "NATIONAL_ID", "ES_NIE": "NATIONAL_ID", "IT_FISCAL_CODE": "NATIONAL_ID",
    "IT_VAT_CODE": "TAX_ID", "IT_PASSPORT": "PASSPORT", "IT_DRIVER_LICENSE": "DRIVER_LICENSE", "IT_IDENTITY_CARD": "NATIONAL_ID", "PL_PESEL": "NATIONAL_ID", "SG_NRIC_FIN": "NATIONAL_ID", "SG_UEN": "COMPANY_ID",
    "AU_ABN": "COMPANY_ID", "AU_ACN": "COMPANY_ID", "AU_TFN": "TAX_ID", "AU_MEDICARE": "HEALTH_PLAN_ID", "IN_PAN": "TAX_ID", "IN_AADHAAR": "NATIONAL_ID", "IN_VEHICLE_REGISTRATION": "LICENSE_PLATE",
    "IN_VOTER": "NATIONAL_ID", "IN_PASSPORT": "PASSPORT", "IN_GSTIN": "TAX_ID", "FI_PERSONAL_IDENTITY_CODE": "NATIONAL_ID", "KR_RRN": "NATIONAL_ID", "TH_TNIN": "NATIONAL_ID", "MEDICAL_LICENSE": "OCCUPATION",
}  # fmt: skip


def recognizers() -> list[Any]:
    """Every pattern recogniser that Presidio ships, those switched off by default too."""
    presidio = import_module("presidio_analyzer")  # only in its environment
    shipped = presidio.predefined_recognizers

    found: list[Any] = [shipped.PhoneRecognizer()]
    for name in dir(shipped):
        kind = getattr(shipped, name)
        if isinstance(kind, type) and issubclass(kind, presidio.PatternRecognizer):
            try:
                found.append(kind())
            except Exception:  # noqa: BLE001, S112 - one that needs more than the package is left out
                continue
    return found


def hits(value: str, analyzers: list[Any]) -> list[tuple[float, str, bool]]:
    """Score, entity, and whether it covers most of the value."""
    return [
        (hit.score, hit.entity_type, hit.end - hit.start > len(value) / 2)
        for analyzer in analyzers
        for hit in analyzer.analyze(value, analyzer.supported_entities, None)
        if hit.score >= _LEAST_SCORE
    ]


def main() -> None:
    """Answer each line."""
    analyzers = recognizers()
    for line in map(json.loads, sys.stdin):
        values = list(dict.fromkeys(v for v in line["values"] if v))[:_MOST_VALUES]
        found = [hits(value, analyzers) for value in values]
        counts = Counter(max(whole)[1] for each in found if (whole := [hit for hit in each if hit[2]]))
        entity, count = counts.most_common(1)[0] if counts else (None, 0)
        inside = {_FAMILIES.get(name) for each in found for score, name, _ in each if score >= _INSIDE_SCORE}
        family = _FAMILIES.get(entity or "") if values and count >= _LEAST_SHARE * len(values) else None
        answer = {
            "id": line["id"],
            "family": family,
            "confidence": count / len(values) if family else None,
            "contains": sorted(filter(None, inside)),
        }
        sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
