"""Addresses of other coins with the checksums of Bitcoin: base58check by version byte, bech32 by prefix.

Sources: each coin's chain parameters (Litecoin, Dogecoin, Dash, Zcash, Tron) and SLIP-0173 (registered bech32 prefixes);
Cardano CIP-0019; Bitcoin Cash, "CashAddr specification"; XRP Ledger documentation, "Addresses"; Tezos (prefixes).
"""

import re

from app.detection.encodings import base58, bech32

_VERSIONS = {
    "L": b"\x30", "M": b"\x32", "D": b"\x1e", "A": b"\x16", "9": b"\x16", "X": b"\x4c", "7": b"\x10", "T": b"\x41",
    "t": b"\x1c", "K": b"\x2d", "B": b"\x19", "G": b"\x26",
}  # fmt: skip
_BASE58 = re.compile(rf"[LMDA9X7TtKBG][{base58.BITCOIN}]{{25,35}}|tz[1-4][{base58.BITCOIN}]{{33}}")
_BECH32 = re.compile(
    rf"(ltc|tb|dgb|grs|vtc|mona|addr|stake|cosmos|osmo|terra|juno|secret|celestia|inj|bnb|zs|thor|kava|one|nano_)1([{bech32.ALPHABET}]{{38,110}})"
)
_CASH = re.compile(rf"(bitcoincash|ecash)?:?([qp][{bech32.ALPHABET}]{{41}})")
_LENGTHS = frozenset({21, 22, 23})


def is_valid(value: str) -> bool:
    """Whether the value is an address with a right checksum.

    >>> is_valid("LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1"), is_valid("LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc2")
    (True, False)
    >>> is_valid("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"), is_valid("bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a")
    (True, True)
    """
    if _BASE58.fullmatch(value) is not None:
        payload = base58.checked(value)
        if payload is None or len(payload) not in _LENGTHS:
            return False
        return value.startswith("tz") or payload[:1] == _VERSIONS[value[0]]
    if value.startswith("r"):
        payload = base58.checked(value, base58.RIPPLE)
        return payload is not None and len(payload) == min(_LENGTHS)
    found = _BECH32.fullmatch(value)
    if found is not None:
        return bech32.is_checked(found[1], found[2])
    cash = _CASH.fullmatch(value)
    return cash is not None and bech32.is_cash_checked(cash[1] or "bitcoincash", cash[2])
