"""First passwords and user names, as the import of a class uses them."""

import re
from datetime import date

import pytest
from sqlalchemy.orm import Session

from accounts import passwords
from accounts.domain import AgencyKind, Role, name_sort_text
from accounts.models import Person
from accounts.service import (
    UserNameTaken,
    create_agency,
    create_person,
    ensure_user_name,
    give_first_password,
    give_first_passwords,
)
from law.vietnamese import name_key
from tests.conftest import NOW


def _lan(session: Session) -> Person:
    return create_person(session, None, full_name=" Nông  Thị Lan ", roles=[Role.TRAINEE], at=NOW)


def test_a_user_name_is_the_given_name_and_the_family_name_without_marks(session: Session) -> None:
    assert ensure_user_name(session, _lan(session)) == "lan.nong"


def test_the_second_lan_nong_gets_a_number(session: Session) -> None:
    assert [ensure_user_name(session, _lan(session)) for _ in range(3)] == ["lan.nong", "lan.nong2", "lan.nong3"]


def test_a_user_name_stays_when_it_is_asked_for_again(session: Session) -> None:
    lan = _lan(session)
    assert ensure_user_name(session, lan) == ensure_user_name(session, lan)


def test_a_first_password_has_forty_bits() -> None:
    assert passwords.phrase_bits() >= 40


def test_the_list_of_syllables_is_easy_to_type_with_a_vietnamese_keyboard() -> None:
    doubled = [word for word in passwords.syllables() if any(word.count(letter) > 1 for letter in "aeod")]
    tone_keys = [word for word in passwords.syllables() if re.search(r"[aeiouy][sfrxjwz]", word)]
    assert doubled == tone_keys == []


def test_the_phrase_is_kept_nowhere_in_clear(session: Session) -> None:
    lan = _lan(session)
    phrase = give_first_password(session, None, lan, NOW)
    assert re.fullmatch(r"([a-z]+-){3}[a-z]+", phrase)
    assert lan.password_is_first
    assert lan.password_hash is not None
    assert phrase not in lan.password_hash
    assert passwords.fits(lan.password_hash, phrase)


def test_a_phrase_may_be_typed_with_capitals_blanks_and_marks() -> None:
    assert passwords.as_phrase(" Mai Thuyền-coc  XANH ") == "mai-thuyen-coc-xanh"


def test_slips_carry_the_agency(session: Session) -> None:
    agency = create_agency(
        session, None, name="UBND xã Văn Yên", kind=AgencyKind.COMMUNE, valid_from=date(2025, 7, 1), at=NOW
    )
    lan = create_person(session, None, full_name="Nông Thị Lan", agency_id=agency.id, at=NOW)
    (slip,) = give_first_passwords(session, None, [lan], NOW)
    assert (slip.full_name, slip.agency, slip.user_name) == ("Nông Thị Lan", "UBND xã Văn Yên", "lan.nong")


def test_two_people_cannot_share_a_user_name(session: Session) -> None:
    create_person(session, None, full_name="Quản trị", user_name="admin", at=NOW)
    for look_alike in ("Admin", "admin\u200b", " ADMIN "):
        with pytest.raises(UserNameTaken):
            create_person(session, None, full_name="Kẻ giả", user_name=look_alike, at=NOW)


def test_people_sort_by_given_name_like_the_law_says() -> None:
    names = [
        "Nguyễn Thị Ánh",
        "Lê An",
        "Trần Văn Anh",
        "Đỗ Thị Ánh",
        "Hà",
        "Dương Hà",
        "Lê Thị Đào",
        "Lê Thị Dung",
        "Lê Văn An",
    ]
    assert sorted(names, key=name_sort_text) == sorted(names, key=name_key)
