"""Bech32 and bech32m, and Bitcoin Cash's relative of forty bits.

Sources: BIP 173; BIP 350; Bitcoin Cash, "CashAddr specification".
"""

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUMS = frozenset({1, 0x2BC830A3})
_CASH = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)


def is_checked(prefix: str, data: str) -> bool:
    """Whether the data, in lower case, end in the checksum of prefix and data.

    >>> is_checked("bc", "qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"), is_checked("bc", "qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5")
    (True, False)
    """
    values = _five_bits(data)
    if values is None:
        return False
    head = [*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix)]
    return _polymod([*head, *values], _GENERATOR, 25) in _CHECKSUMS


def is_cash_checked(prefix: str, data: str) -> bool:
    """The same with the checksum of Bitcoin Cash.

    >>> is_cash_checked("bitcoincash", "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a")
    True
    """
    values = _five_bits(data)
    return values is not None and _polymod([*(ord(c) & 31 for c in prefix), 0, *values], _CASH, 35) == 1


def _five_bits(data: str) -> list[int] | None:
    try:
        return [_VALUES[character] for character in data]
    except KeyError:
        return None


def _polymod(values: list[int], generator: tuple[int, ...], shift: int) -> int:
    checksum, low = 1, (1 << shift) - 1
    for value in values:
        top = checksum >> shift
        checksum = (checksum & low) << 5 ^ value
        for bit, polynomial in enumerate(generator):
            if top >> bit & 1:
                checksum ^= polynomial
    return checksum
