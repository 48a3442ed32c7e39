"""Verification codes: 128 random bits and two check letters, in an alphabet without look-alikes.

The code is secret and stands on the paper only; the number of a certificate is guessable by design.
"""

import re

from law.vietnamese import fold

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
SECRET_BYTES = 16
SECRET_LETTERS = 26
CHECK_LETTERS = 2
LENGTH = SECRET_LETTERS + CHECK_LETTERS
GROUP = 4
CHECK_PRIME = 1021  # the largest prime that fits into two letters: finds every single slip and swap of neighbours

_LOOK_ALIKES = str.maketrans("OIL", "011")


def code_of(secret: bytes) -> str:
    """The code (28 letters, without dashes) of 16 random bytes."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"a code is made of {SECRET_BYTES} bytes, not {len(secret)}")
    value = int.from_bytes(secret, "big")
    return _letters(value, SECRET_LETTERS) + _letters(value % CHECK_PRIME, CHECK_LETTERS)


def normalise(typed: str) -> str:
    """What a person typed as a code would be kept: capitals, no spaces, dashes or dots, O as 0, I and L as 1."""
    kept = "".join(letter for letter in typed.upper() if letter.isalnum())
    return kept.translate(_LOOK_ALIKES)


def is_well_formed(code: str) -> bool:
    """Whether a normalised code has the right length, letters and check letters; False means a slip in typing."""
    if len(code) != LENGTH or any(letter not in ALPHABET for letter in code):
        return False
    value = _value(code[:SECRET_LETTERS])
    return value < 1 << (8 * SECRET_BYTES) and value % CHECK_PRIME == _value(code[SECRET_LETTERS:])


def grouped(code: str) -> str:
    """The code as it is printed: groups of four letters with dashes."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _letters(value: int, count: int) -> str:
    return "".join(ALPHABET[value >> (5 * place) & 31] for place in reversed(range(count)))


def _value(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 32 + ALPHABET.index(letter)
    return value


_NUMBER = re.compile(r"(so:?)?(?P<register_no>\d{1,6})/(?P<year>\d{4})(/gcn[a-z-]*)?")


def number_parts(typed: str) -> tuple[int, int] | None:
    """(year, register number) of a typed certificate number such as '12/2026' or 'Số: 0012/2026/GCN-SNV'.

    None for nonsense, and for the number of another kind of document ('12/2026/QĐ-SNV').
    """
    match = _NUMBER.fullmatch("".join(fold(typed).split()))
    return (int(match["year"]), int(match["register_no"])) if match else None
