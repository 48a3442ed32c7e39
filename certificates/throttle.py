"""The brake on public look-ups: counters of failures in the database, so that all web processes share them.

Only failures count: a hall of 300 people behind one address may look at their certificates as often as they like.
"""

import enum
import hashlib
import hmac
import ipaddress
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from certificates.models import FailedLookup
from core.db import insert_into, transaction

EVERYBODY = "*"
A_MINUTE = 30
AN_HOUR = 300
ALL_A_MINUTE = 600
MINUTES_KEPT = 60


class Gate(enum.Enum):
    """`BRAKED`: somebody is trying everything; only codes that exist are answered. `SHUT`: this visitor has to wait."""

    OPEN = "open"
    BRAKED = "braked"
    SHUT = "shut"


def visitor(address: str, secret: str) -> str:
    """A keyed hash of an address (of the /64 network for IPv6): counted, but not kept as an address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        network = address
    else:
        network = str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)
    return hmac.new(secret.encode(), network.encode(), hashlib.sha256).hexdigest()


def gate(session: Session, who: str, at: datetime) -> Gate:
    """Whether this visitor may look up something now."""
    minute = _minute(at)
    rows = session.execute(
        sa.select(FailedLookup.visitor, FailedLookup.window, FailedLookup.count).where(
            FailedLookup.visitor.in_((who, EVERYBODY)), FailedLookup.window > minute - MINUTES_KEPT
        )
    ).all()
    counts = {(name, window): count for name, window, count in rows}
    mine = sum(count for (name, _window), count in counts.items() if name == who)
    if counts.get((who, minute), 0) >= A_MINUTE or mine >= AN_HOUR:
        return Gate.SHUT
    return Gate.BRAKED if counts.get((EVERYBODY, minute), 0) >= ALL_A_MINUTE else Gate.OPEN


def note_failure(session: Session, who: str, at: datetime) -> None:
    """Count one look-up that found nothing; forgets counts that are too old to matter."""
    minute = _minute(at)
    with transaction(session):
        for name in (EVERYBODY, who):
            session.execute(_one_more(session, name, minute))
        session.execute(sa.delete(FailedLookup).where(FailedLookup.window <= minute - MINUTES_KEPT))


def _one_more(session: Session, name: str, minute: int) -> Any:
    row = insert_into(session, FailedLookup).values(visitor=name, window=minute, count=1)
    return row.on_conflict_do_update(
        index_elements=[FailedLookup.visitor, FailedLookup.window], set_={"count": FailedLookup.count + 1}
    )


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // 60
