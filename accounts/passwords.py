"""Passwords: how they are hashed, and the word phrases that people get as their first one.

argon2id with 19 MiB costs about 20 ms; a class of 270 signs in at eight o'clock. So no more hashes run at once than
this process has cores to itself.
"""

import os
import secrets
import threading
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Flask, current_app

from law.vietnamese import fold, nfc

DATA = Path(__file__).resolve().parent / "data"
WORDS_IN_PHRASE = 4
LONGEST = 256  # characters; longer ones are refused before they are hashed


@dataclass(frozen=True)
class FirstPassword:
    """A first password: the phrase to print, and its hash. The phrase is kept nowhere else."""

    phrase: str
    password_hash: str


class Hashing:
    """The hasher of this process and the gate before it."""

    def __init__(self, hasher: PasswordHasher, at_once: int) -> None:
        self.hasher = hasher
        self.gate = threading.BoundedSemaphore(at_once)
        self.nobody = hasher.hash(secrets.token_urlsafe(16))


def init_app(app: Flask) -> None:
    """Choose the cost: argon2id 19 MiB, t=2, p=1; next to nothing in tests."""
    settings = app.extensions["settings"]
    if settings.testing:
        hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    else:
        hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
    at_once = max(1, (os.cpu_count() or 1) // settings.web_processes)
    app.extensions["password_hashing"] = Hashing(hasher, at_once)


def _hashing() -> Hashing:
    found: Hashing = current_app.extensions["password_hashing"]
    return found


def hash_password(password: str) -> str:
    """The argon2id hash of a password (NFC)."""
    hashing = _hashing()
    with hashing.gate:
        return hashing.hasher.hash(nfc(password))


def fits(password_hash: str | None, password: str) -> bool:
    """Whether a password fits; costs the same where there is no hash, so that nobody learns who exists."""
    hashing = _hashing()
    if len(password) > LONGEST:
        password = ""
    with hashing.gate:
        try:
            hashing.hasher.verify(password_hash or hashing.nobody, nfc(password))
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether a hash was made with another cost than today's."""
    return _hashing().hasher.check_needs_rehash(password_hash)


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
