"""Passwords: how they are hashed, and the word phrases that people get as their first one.

argon2id with 19 MiB costs about 15 ms; a class of 270 signs in at eight o'clock. So no more hashes run at once than
this process has cores to itself. libsodium computes them (PyNaCl): it uses what the processor can do, docs/adr/0006.
"""

import os
import secrets
import threading
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path

from flask import Flask, current_app
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id

from law.vietnamese import fold, nfc

DATA = Path(__file__).resolve().parent / "data"
WORDS_IN_PHRASE = 4
LONGEST = 256  # characters; longer ones are refused before they are hashed


@dataclass(frozen=True)
class FirstPassword:
    """A first password: the phrase to print, and its hash. The phrase is kept nowhere else."""

    phrase: str
    password_hash: str


@dataclass(frozen=True)
class Cost:
    """What one argon2id hash costs: passes over the memory, and its size in KiB; always one lane."""

    passes: int
    kibibytes: int

    @property
    def mark(self) -> str:
        """How the text of every hash of this cost begins (the encoding of RFC 9106's reference code)."""
        return f"$argon2id$v=19$m={self.kibibytes},t={self.passes},p=1$"

    def hash(self, password: str) -> str:
        """A hash with a salt of its own, as text."""
        return argon2id.str(password.encode(), self.passes, self.kibibytes * 1024).decode("ascii")


OWASP = Cost(passes=2, kibibytes=19 * 1024)
CHEAP = Cost(passes=1, kibibytes=8)  # for tests


class Hashing:
    """The cost of a hash in this process and the gate before it."""

    def __init__(self, cost: Cost, at_once: int) -> None:
        self.cost = cost
        self.gate = threading.BoundedSemaphore(at_once)
        self.nobody = cost.hash(secrets.token_urlsafe(16))


def init_app(app: Flask) -> None:
    """Choose the cost: argon2id 19 MiB, t=2, p=1; next to nothing in tests."""
    settings = app.extensions["settings"]
    at_once = max(1, (os.cpu_count() or 1) // settings.web_processes)
    app.extensions["password_hashing"] = Hashing(CHEAP if settings.testing else OWASP, at_once)


def _hashing() -> Hashing:
    found: Hashing = current_app.extensions["password_hashing"]
    return found


def hash_password(password: str) -> str:
    """The argon2id hash of a password (NFC)."""
    hashing = _hashing()
    with hashing.gate:
        return hashing.cost.hash(nfc(password))


def hash_known_password(password: str) -> str:
    """The hash of a password that everybody may read, for demo accounts and benchmarks. Raises RuntimeError outside demo mode."""
    if not current_app.extensions["settings"].demo:
        raise RuntimeError("known passwords exist in demo mode only")
    return hash_password(password)


def fits(password_hash: str | None, password: str) -> bool:
    """Whether a password fits; costs the same where there is no hash, so that nobody learns who exists."""
    hashing = _hashing()
    if len(password) > LONGEST:
        password = ""
    with hashing.gate:
        try:
            argon2id.verify((password_hash or hashing.nobody).encode(), nfc(password).encode())
        except CryptoError:  # another password, or no hash at all
            return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether a hash was made with another cost than today's."""
    return not password_hash.startswith(_hashing().cost.mark)


@cache
def syllables() -> tuple[str, ...]:
    """Plain syllables without marks, without double letters that a Vietnamese keyboard would turn into others."""
    return tuple((DATA / "syllables.txt").read_text(encoding="ascii").split())


def phrase_bits() -> float:
    """Entropy of a first password: 4 of 1,094 syllables are 40.4 bits."""
    return WORDS_IN_PHRASE * log2(len(syllables()))


def new_phrase() -> str:
    """A first password that is easy to read aloud and to type, such as `mai-thuyen-coc-xanh`."""
    return "-".join(secrets.choice(syllables()) for _ in range(WORDS_IN_PHRASE))


def as_phrase(typed: str) -> str:
    """What a person meant who typed a phrase with capitals, marks, blanks or dashes."""
    return "-".join(fold(typed).replace("-", " ").replace("–", " ").split())


def new_first_password() -> FirstPassword:
    """Make a first password; slow (a hash), so make those of a whole class before the transaction begins."""
    phrase = new_phrase()
    return FirstPassword(phrase, hash_password(phrase))
