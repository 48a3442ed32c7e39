"""Signing in: by user name, e-mail or telephone, with tries counted for the account and answers that tell nobody who exists."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import passwords, sessions
from accounts.domain import (
    LOCK,
    MOST_PASSWORD_TRIES,
    clean_email,
    clean_phone,
    clean_user_name,
    tries_after,
)
from accounts.models import Person, Throttle, UserSession
from core.audit import record
from core.clock import show_hour
from core.db import insert_into, transaction

FIRST_PASSWORD_LIFE = timedelta(days=60)


class SignInRefused(Exception):
    """The sign-in is refused; the message is the Vietnamese sentence for the page. `is_locked` after too many tries."""

    def __init__(self, message: str, *, is_locked: bool = False) -> None:
        super().__init__(message)
        self.is_locked = is_locked


@dataclass(frozen=True)
class SignedIn:
    """A sign-in that has begun: whose, and the token for the cookie."""

    person_id: uuid.UUID
    token: str


@dataclass(frozen=True)
class Candidate:
    """What signing in needs of a person. A plain row: two hundred people at eight o'clock cost as little as they can."""

    id: uuid.UUID
    password_hash: str
    password_is_first: bool
    password_set_at: datetime | None
    suspended_at: datetime | None


def sign_in(session: Session, typed_name: str, password: str, at: datetime, device: str = "") -> SignedIn:
    """Begin a sign-in. Raises SignInRefused, alike for a wrong password and for nobody of that name."""
    found = find_by_name(session, typed_name)
    key = f"password:{found.id}" if found else f"password:{_digest(_one_spelling(typed_name))}"
    left = MOST_PASSWORD_TRIES - count_try(session, key, at, MOST_PASSWORD_TRIES)
    typed = passwords.as_phrase(password) if found and found.password_is_first else password
    if not passwords.fits(found.password_hash if found else None, typed) or found is None:
        raise SignInRefused(_wrong(left, typed_name), is_locked=left == 0)
    if found.suspended_at is not None:
        raise SignInRefused("Tài khoản này đang tạm dừng. Hãy hỏi cán bộ Sở Nội vụ phụ trách lớp hoặc người quản trị.")
    if found.password_is_first and found.password_set_at and at - found.password_set_at > FIRST_PASSWORD_LIFE:
        raise SignInRefused("Mật khẩu trên phiếu đã quá 60 ngày. Hãy xin cán bộ phụ trách một phiếu mới.")
    fresh = passwords.hash_password(typed) if passwords.is_outdated(found.password_hash) else None
    return begin(session, found.id, at, device, proved=found.password_hash, fresh_hash=fresh)


def begin(
    session: Session,
    person_id: uuid.UUID,
    at: datetime,
    device: str,
    *,
    proved: str | None = None,
    fresh_hash: str | None = None,
) -> SignedIn:
    """Open the session of a person whose secret was right, and forget the wrong tries.

    With a second factor this is the first step only, and the log says so. `proved` is the hash that the password fitted; if another one has taken its place meanwhile (a new slip, a changed
    password), the sign-in is refused.
    """
    with transaction(session):
        current = session.execute(_PROOFS, {"person": person_id}).one()
        if proved is not None and current.password_hash != proved:
            raise SignInRefused("Mật khẩu vừa được đổi. Hãy đăng nhập bằng mật khẩu mới.")
        session.execute(_FORGET, {"name": f"password:{person_id}"})
        if fresh_hash:
            session.execute(sa.update(Person).where(Person.id == person_id).values(password_hash=fresh_hash))
        token = sessions.insert_session(session, person_id, at, device)
        action = "accounts.first_step" if current.totp_confirmed_at else "accounts.sign_in"
        record(session, actor_id=person_id, action=action, subject=f"person:{person_id}", at=at)
    return SignedIn(person_id, token)


_PROOFS = (
    sa.select(Person.password_hash, Person.totp_confirmed_at)
    .where(Person.id == sa.bindparam("person"))
    .with_for_update()
)
_FORGET = sa.delete(Throttle).where(Throttle.key == sa.bindparam("name")).execution_options(synchronize_session=False)


def _wrong(left: int, typed_name: str) -> str:
    if left == 0:
        return "Tên đăng nhập hoặc mật khẩu chưa đúng. Đã hết lượt thử: hãy chờ 15 phút, hoặc xin cán bộ phụ trách phiếu mật khẩu mới."
    words = f"Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy xem phím Caps Lock và bộ gõ tiếng Việt rồi gõ lại; còn {left} lần thử."
    if "@" in typed_name or _one_spelling(typed_name).isdigit():
        words += " E-mail hay số điện thoại mà nhiều người dùng chung thì không đăng nhập được: hãy gõ tên đăng nhập."
    return words


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _one_spelling(typed: str) -> str:
    """A typed user name, e-mail address or telephone number as it is kept, whether somebody has it or not."""
    name = clean_user_name(typed)[:320]
    if "@" in name:
        return clean_email(name) or name
    phone = clean_phone(name)
    return phone if phone and phone.isdigit() else name


def find_by_name(session: Session, typed: str) -> Candidate | None:
    """The one person whom a typed user name, e-mail address or telephone number names; None for nobody or several.

    Who is called so goes before whose telephone it is: an older user name may be a number.
    """
    name, called = _one_spelling(typed), clean_user_name(typed)[:320]
    clauses = [Person.user_name == called]
    if "@" in name:
        clauses = [Person.email == name]
    elif name.isdigit():
        clauses.append(Person.phone == name)
    for clause in clauses:
        found = session.execute(_CANDIDATES.where(clause)).all()
        if found:
            row = found[0]
            given = Candidate(row.id, row.password_hash, row.password_is_first, row.password_set_at, row.suspended_at)
            return given if len(found) == 1 else None
    return None


_CANDIDATES = (
    sa.select(Person.id, Person.password_hash, Person.password_is_first, Person.password_set_at, Person.suspended_at)
    .where(Person.password_hash.is_not(None))
    .limit(2)
)


def count_try(session: Session, key: str, at: datetime, most: int) -> int:
    """Count a try before the secret is looked at, so that tries at once cannot exceed the limit; returns the count.

    Raises SignInRefused where the limit is used up.
    """
    with transaction(session):
        # PostgreSQL: of two first tries one makes the row; the other waits for it here and then counts on.
        while (row := session.execute(_COUNTED, {"name": key}).one_or_none()) is None:
            made = session.scalar(_begin_counting(session), {"key": key, "tries": 1, "last_at": at})
            if made is not None:
                return 1
        counted = tries_after(row.tries, row.last_at, at, most)
        if counted is None:
            until = row.last_at + LOCK
            raise SignInRefused(
                f"Đã gõ sai quá {most} lần nên tài khoản này tạm khóa đến {show_hour(until)}. Sau giờ đó hãy thử lại; nếu quên mật"
                " khẩu, hãy xin cán bộ phụ trách một phiếu mới.",
                is_locked=True,
            )
        session.execute(_COUNT, {"name": key, "counted": counted, "now": at})
    return counted


# Plain statements, built once: a class signs in within the same minute.
_COUNTED = sa.select(Throttle.tries, Throttle.last_at).where(Throttle.key == sa.bindparam("name")).with_for_update()
_COUNT = (
    sa.update(Throttle)
    .where(Throttle.key == sa.bindparam("name"))
    .values(tries=sa.bindparam("counted"), last_at=sa.bindparam("now"))
    .execution_options(synchronize_session=False)
)


def _begin_counting(session: Session) -> Any:
    tries = cast(sa.Table, Throttle.__table__)
    return insert_into(session, tries).on_conflict_do_nothing().returning(tries.c.tries)


def sign_out(session: Session, row: UserSession, at: datetime) -> None:
    """End a sign-in; a copy of its cookie opens nothing any more."""
    with transaction(session):
        row.ended_at = at
        record(session, actor_id=row.person_id, action="accounts.sign_out", subject=f"person:{row.person_id}", at=at)


def end_session(session: Session, person: Person, session_id: uuid.UUID, at: datetime) -> bool:
    """End one of a person's sign-ins from the list of machines; False where the person has no such sign-in."""
    with transaction(session):
        row = session.scalar(
            sa.select(UserSession).where(UserSession.id == session_id, UserSession.person_id == person.id)
        )
        if row is None:
            return False
        if row.ended_at is None:
            row.ended_at = at
            record(session, actor_id=person.id, action="accounts.end_session", subject=f"person:{person.id}", at=at)
    return True


def sweep(session: Session, at: datetime) -> None:
    """Forget sign-ins of more than 30 days ago and tries of more than a day ago."""
    with transaction(session):
        session.execute(sa.delete(UserSession).where(UserSession.created_at < at - timedelta(days=30)))
        session.execute(sa.delete(Throttle).where(Throttle.last_at < at - timedelta(days=1)))
