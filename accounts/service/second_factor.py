"""The second factor: setting up, entering a code, recovery codes, switching off."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import passwords, second_factor, sessions
from accounts.domain import MOST_CODE_TRIES
from accounts.models import Person, RecoveryCode, Throttle, UserSession
from accounts.service.people import end_sessions
from accounts.service.sign_in import SignInRefused, count_try
from core.audit import record
from core.db import transaction

WRONG = "Mã chưa đúng. Hãy gõ mã 6 số đang hiện trên điện thoại, và xem giờ của điện thoại có đúng không."
USED = "Mã này vừa dùng xong, mỗi mã chỉ dùng một lần. Hãy đợi điện thoại hiện mã kế tiếp, chưa đến nửa phút, rồi gõ mã đó."
WRONG_RECOVERY = "Mã dự phòng chưa đúng. Mã có hai nhóm năm chữ và số như trên tờ giấy đã in, ví dụ abcde-23fgh."
USED_RECOVERY = "Mã dự phòng này đã dùng rồi, mỗi mã chỉ dùng một lần. Hãy gõ một mã khác trên tờ giấy."


def key_to_set_up(row: UserSession) -> str:
    """The key (base32) to show as a QR code, the same during one sign-in; nothing is written until it is confirmed."""
    return second_factor.key_of(row.id.hex)


def confirm(session: Session, person: Person, row: UserSession, code: str, at: datetime) -> list[str]:
    """Switch the second factor on with a first right code; returns the ten recovery codes, shown once.

    The present sign-in counts as having passed it, all others end. Raises SignInRefused.
    """
    count_try(session, f"code:{person.id}", at, MOST_CODE_TRIES)
    codes, hashes = _new_codes()
    with transaction(session):
        _lock(session, person)
        person.totp_nonce, person.totp_last_step = row.id.hex, 0
        _use_code(person, code, at)
        person.totp_confirmed_at = at
        row.second_factor_at = at
        _keep_codes(session, person, hashes)
        end_sessions(session, person, at, except_hash=row.token_hash)
        session.execute(sa.delete(Throttle).where(Throttle.key == f"code:{person.id}"))
        record(session, actor_id=person.id, action="accounts.second_factor_on", subject=f"person:{person.id}", at=at)
    return codes


def enter_code(session: Session, person: Person, row: UserSession, typed: str, at: datetime) -> str:
    """Pass the second step of a sign-in with a code of the telephone or a recovery code.

    Ends the half sign-in and returns the token of a new, whole one. Raises SignInRefused.
    """
    count_try(session, f"code:{person.id}", at, MOST_CODE_TRIES)
    try:
        return _pass(session, person, row, typed, at)
    except SignInRefused:
        with transaction(session):
            record(session, actor_id=person.id, action="accounts.wrong_code", subject=f"person:{person.id}", at=at)
        raise


def _pass(session: Session, person: Person, row: UserSession, typed: str, at: datetime) -> str:
    used = None if second_factor.is_code(typed) else _matching_recovery_code(session, person, typed)
    with transaction(session):
        _lock(session, person)
        if used is None:
            _use_code(person, typed, at)
        else:
            _use_recovery_code(session, used, at)
            record(session, actor_id=person.id, action="accounts.recovery_code", subject=f"person:{person.id}", at=at)
        row.ended_at = at
        token = sessions.open_session(session, person, at, row.device, second_factor_at=at)
        session.execute(sa.delete(Throttle).where(Throttle.key == f"code:{person.id}"))
        record(session, actor_id=person.id, action="accounts.sign_in", subject=f"person:{person.id}", at=at)
    return token


def _lock(session: Session, person: Person) -> None:
    # PostgreSQL lets two tries with one code in at once; the row's lock orders them. It stands alone because a
    # refresh may join other tables, and PostgreSQL locks no outer join.
    session.execute(sa.select(Person.id).where(Person.id == person.id).with_for_update())
    session.refresh(person)


def _use_code(person: Person, typed: str, at: datetime) -> None:
    step = second_factor.step_of(person.totp_nonce or "", typed, at, after=person.totp_last_step)
    if step is None:
        used = second_factor.is_used(person.totp_nonce or "", typed, at, after=person.totp_last_step)
        raise SignInRefused(USED if used else WRONG)
    person.totp_last_step = step


def _matching_recovery_code(session: Session, person: Person, typed: str) -> RecoveryCode:
    wanted = second_factor.plain_recovery_code(typed)
    for row in session.scalars(sa.select(RecoveryCode).where(RecoveryCode.person_id == person.id)).all():
        if passwords.fits(row.code_hash, wanted):
            if row.used_at is not None:
                raise SignInRefused(USED_RECOVERY)
            return row
    raise SignInRefused(WRONG_RECOVERY)


def _use_recovery_code(session: Session, code: RecoveryCode, at: datetime) -> None:
    taken = sa.update(RecoveryCode).where(RecoveryCode.id == code.id, RecoveryCode.used_at.is_(None))
    if session.execute(taken.values(used_at=at).returning(RecoveryCode.id)).first() is None:
        raise SignInRefused(USED_RECOVERY)


def renew_recovery_codes(session: Session, person: Person, at: datetime) -> list[str]:
    """Ten new recovery codes; the old ones are void. Returned once."""
    codes, hashes = _new_codes()
    with transaction(session):
        _keep_codes(session, person, hashes)
        record(session, actor_id=person.id, action="accounts.recovery_codes", subject=f"person:{person.id}", at=at)
    return codes


def _new_codes() -> tuple[list[str], list[str]]:
    codes = second_factor.new_recovery_codes()
    return codes, [passwords.hash_password(second_factor.plain_recovery_code(code)) for code in codes]


def _keep_codes(session: Session, person: Person, hashes: Sequence[str]) -> None:
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    session.add_all(RecoveryCode(person_id=person.id, code_hash=kept) for kept in hashes)
    session.flush()


def switch_off(session: Session, actor: Person | None, person: Person, at: datetime) -> None:
    """Take the second factor away (by the person, or by an administrator for someone who lost the telephone)."""
    with transaction(session):
        person.totp_nonce = person.totp_confirmed_at = None
        person.totp_last_step = 0
        session.execute(sa.delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
        session.execute(sa.delete(Throttle).where(Throttle.key == f"code:{person.id}"))
        if actor is None or actor.id != person.id:
            end_sessions(session, person, at)
        record(
            session,
            actor_id=actor.id if actor else None,
            action="accounts.second_factor_off",
            subject=f"person:{person.id}",
            at=at,
        )
