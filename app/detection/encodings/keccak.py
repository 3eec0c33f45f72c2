"""Keccak-256 as Ethereum and Monero use it: SHA-3 before FIPS 202 changed the padding.

Source: Keccak team, "Keccak reference" version 3.0, sections 1.2 and 2; capacity 512, padding 0x01.
"""

_RATE, _MASK = 136, (1 << 64) - 1
_ROUNDS = 24


def _constants() -> tuple[list[int], list[tuple[int, int, int]]]:
    """The 24 round constants, and per lane in the order of rho and pi its target and rotation."""
    constants: list[int] = []
    register = 1
    for _ in range(_ROUNDS):
        constant = 0
        for j in range(7):
            if register & 1:
                constant |= 1 << ((1 << j) - 1)
            register = register << 1 ^ (0x171 if register & 0x80 else 0)
        constants.append(constant)
    steps: list[tuple[int, int, int]] = []
    x, y = 1, 0
    for t in range(24):
        steps.append((x + 5 * y, y + 5 * ((2 * x + 3 * y) % 5), (t + 1) * (t + 2) // 2 % 64))
        x, y = y, (2 * x + 3 * y) % 5
    return constants, steps


_CONSTANTS, _STEPS = _constants()


def keccak_256(message: bytes) -> bytes:
    """The digest of 32 bytes.

    >>> keccak_256(b"").hex()[:16]
    'c5d2460186f7233c'
    """
    padded = bytearray(message + b"\x01" + b"\x00" * (-(len(message) + 1) % _RATE))
    padded[-1] |= 0x80
    lanes = [0] * 25
    for start in range(0, len(padded), _RATE):
        for lane in range(_RATE // 8):
            lanes[lane] ^= int.from_bytes(padded[start + 8 * lane : start + 8 * lane + 8], "little")
        lanes = _permuted(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def _permuted(lanes: list[int]) -> list[int]:
    for constant in _CONSTANTS:
        columns = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
        theta = [
            columns[x - 1] ^ (columns[(x + 1) % 5] << 1 & _MASK | columns[(x + 1) % 5] >> 63)
            for x in range(5)
        ]
        moved = [lanes[0] ^ theta[0]] + [0] * 24
        for source, target, turn in _STEPS:
            lane = lanes[source] ^ theta[source % 5]
            moved[target] = lane << turn & _MASK | lane >> 64 - turn
        lanes = [
            moved[i] ^ ~moved[i - i % 5 + (i + 1) % 5] & _MASK & moved[i - i % 5 + (i + 2) % 5]
            for i in range(25)
        ]
        lanes[0] ^= constant
    return lanes
