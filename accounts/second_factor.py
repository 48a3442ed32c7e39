"""Codes of the telephone (TOTP, RFC 6238: six digits, 30 seconds, one step of tolerance) and recovery codes.

The TOTP key is made from a nonce on the person's row and the installation's secret: a stolen database alone gives no
codes. Whoever changes DAUDEN_SECRET_KEY makes everybody set up the second factor anew (docs/operations.md).
"""

import base64
import hashlib
import hmac
import re
import secrets
from datetime import datetime

import pyotp
from flask import current_app

STEP = 30
CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters that are read as another


def key_of(nonce: str) -> str:
    """The TOTP key of a nonce (the id of the session that set it up): 160 bits in base32."""
    secret = current_app.extensions["settings"].secret_key.encode()
    digest = hmac.new(secret, b"totp:" + nonce.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode()


def key_in_groups(key: str) -> str:
    """The key as people type it: groups of four."""
    return " ".join(re.findall("....", key))


def is_code(typed: str) -> bool:
    """Whether a text has the form of a code of the telephone: six digits, blanks allowed."""
    return re.fullmatch(r"[0-9]{6}", re.sub(r"\s", "", typed)) is not None


def step_of(nonce: str, typed: str, at: datetime, after: int) -> int | None:
    """The time step to which a code belongs (now, one before, one after), later than the last one used; else None."""
    code = re.sub(r"\s", "", typed)
    if not nonce or not is_code(code):
        return None
    totp = pyotp.TOTP(key_of(nonce))
    now = int(at.timestamp()) // STEP
    for step in (now, now - 1, now + 1):
        if step > after and hmac.compare_digest(totp.generate_otp(step), code):
            return step
    return None


def is_used(nonce: str, typed: str, at: datetime, after: int) -> bool:
    """Whether a code was right a moment ago and has been used: the telephone shows it for half a minute."""
    return step_of(nonce, typed, at, after) is None and step_of(nonce, typed, at, after=0) is not None


def qr_data_uri(key: str, account: str, issuer: str) -> str:
    """The QR code for an authenticator app, as an SVG in a data: address."""
    import segno  # seldom needed; a web process is smaller without it

    address = pyotp.TOTP(key).provisioning_uri(name=account, issuer_name=issuer)
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=2, dark="#0f2644"))


def new_recovery_codes() -> list[str]:
    """Ten codes of ten letters (49 bits each) in two groups."""
    return ["-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(2)) for _ in range(CODES)]


def plain_recovery_code(typed: str) -> str:
    """A recovery code without dashes, blanks and capitals."""
    return re.sub(r"[\s\-–]", "", typed).casefold()
