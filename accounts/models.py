"""People, agencies with their dates, roles, sessions, and the installation's own names."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.domain import LONGEST_NAME, LONGEST_USER_NAME, AgencyKind, Role
from core.db import Base, UtcDateTime


class Agency(Base):
    """An agency, with the days between which it exists (`valid_to` is its last day, None while it lives)."""

    __tablename__ = "agency"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    name: Mapped[str] = mapped_column(sa.String(200))
    folded_name: Mapped[str] = mapped_column(sa.String(200), index=True)
    kind: Mapped[AgencyKind] = mapped_column(sa.Enum(AgencyKind, native_enum=False, length=20), index=True)
    parent_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    __table_args__ = (
        sa.UniqueConstraint("name", "valid_from"),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates_in_order"),
    )

    def exists_on(self, day: date) -> bool:
        """Whether the agency exists on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Person(Base):
    """A person: a trainee, an officer, or someone of a past class who has no sign-in (`password_hash` None).

    E-mail and telephone are not unique: offices share them. Sign-in by them works where they name one person.
    """

    __tablename__ = "person"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    full_name: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    name_key: Mapped[str] = mapped_column(sa.String(400), index=True)
    folded_name: Mapped[str] = mapped_column(sa.String(120), index=True)
    birth_date: Mapped[date | None]
    position: Mapped[str] = mapped_column(sa.String(200), default="")
    agency_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    email: Mapped[str | None] = mapped_column(sa.String(320), index=True)
    phone: Mapped[str | None] = mapped_column(sa.String(20), index=True)
    user_name: Mapped[str | None] = mapped_column(sa.String(LONGEST_USER_NAME), unique=True)
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    password_is_first: Mapped[bool] = mapped_column(default=False)
    password_set_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The key of the second factor is made from this nonce and the installation's secret, never stored itself.
    totp_nonce: Mapped[str | None] = mapped_column(sa.String(64))
    totp_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    totp_last_step: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    suspended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_simulated: Mapped[bool] = mapped_column(default=False)

    agency: Mapped[Agency | None] = relationship(lazy="raise")
    grants: Mapped[list["RoleGrant"]] = relationship(lazy="selectin", cascade="all, delete-orphan")

    @property
    def roles(self) -> frozenset[str]:
        """The names of this person's roles."""
        return frozenset(grant.role.value for grant in self.grants)

    # What flask-login asks of a signed-in person.
    @property
    def is_authenticated(self) -> bool:
        """A person loaded from a live session."""
        return True

    @property
    def is_anonymous(self) -> bool:
        """Never."""
        return False

    @property
    def is_active(self) -> bool:
        """May sign in: has a password and is not suspended."""
        return self.suspended_at is None and self.password_hash is not None


class RoleGrant(Base):
    """A role of a person."""

    __tablename__ = "role_grant"

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[Role] = mapped_column(sa.Enum(Role, native_enum=False, length=20), primary_key=True)


class UserSession(Base):
    """A live sign-in. The browser holds the token, we hold its SHA-256; ended sessions open nothing."""

    __tablename__ = "user_session"

    token_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    second_factor_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    device: Mapped[str] = mapped_column(sa.String(120), default="")

    person: Mapped[Person] = relationship(lazy="joined")


class Throttle(Base):
    """Tries at one secret: a password (`password:<person or hash of the typed name>`) or a code (`code:<person>`)."""

    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    tries: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class RecoveryCode(Base):
    """One of the ten codes that stand in for a lost telephone, kept as an argon2id hash; used once."""

    __tablename__ = "recovery_code"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(sa.String(200))
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PasswordLink(Base):
    """A one-time link with which a person sets a password; we keep the SHA-256 of its token."""

    __tablename__ = "password_link"

    token_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class WaitingPost(Base):
    """What a person had typed when the sign-in ran out: the address, the fields and the form's own page, for 30 minutes."""

    __tablename__ = "waiting_post"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"), index=True)
    path: Mapped[str] = mapped_column(sa.String(1000))
    page: Mapped[str | None] = mapped_column(sa.String(1000))
    fields: Mapped[list[list[str]]] = mapped_column(sa.JSON)
    had_files: Mapped[bool] = mapped_column(default=False)
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Installation(Base):
    """The installation's own names, set once by an administrator; certificates are refused without them."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    parent_organ: Mapped[str] = mapped_column(sa.String(200))
    organ: Mapped[str] = mapped_column(sa.String(200))
    place: Mapped[str] = mapped_column(sa.String(100))
    signer_position: Mapped[str] = mapped_column(sa.String(120))
    signer_name: Mapped[str] = mapped_column(sa.String(120))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)
