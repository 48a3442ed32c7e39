"""How passwords are hashed, and that older hashes are still understood."""

import unicodedata
from collections.abc import Callable

import pytest
from flask import Flask

from accounts import passwords
from accounts.models import Person
from core import db
from tests.accounts.conftest import Browser

PHRASE = "mai-thuyen-coc-xanh"
# Written by argon2-cffi (the reference code of RFC 9106), which computed the hashes of the first installations.
EARLIER = "$argon2id$v=19$m=19456,t=2,p=1$PGpM3zOEzIZiOrRtoevSDg$4sTbH35Gn6YboWZo4hPKixPMZFy0YmNZTna7ArEAeVU"
CHEAPER = "$argon2id$v=19$m=16,t=1,p=1$kc0xBIylQFycBZgIwncj/g$FfKYi3Qh8f3MEL+TGd39j4/ZMQxjrXHms41ToYZgNr0"


@pytest.mark.parametrize("known", [EARLIER, CHEAPER])
def test_a_hash_of_the_reference_code_fits_its_password_only(app: Flask, known: str) -> None:
    with app.app_context():
        assert passwords.fits(known, PHRASE)
        assert not passwords.fits(known, PHRASE + " ")


def test_a_hash_of_today_is_argon2id_with_19_mebibytes_two_passes_and_one_lane() -> None:
    assert passwords.OWASP.hash(PHRASE).startswith(EARLIER.rpartition("$")[0].rpartition("$")[0])


def test_one_spelling_of_vietnamese_fits_the_other(app: Flask) -> None:
    with app.app_context():
        assert passwords.fits(passwords.hash_password("mưa đầu mùa"), unicodedata.normalize("NFD", "mưa đầu mùa"))


@pytest.mark.parametrize("broken", ["", "khong-phai-ma-bam", EARLIER[:-9], "$argon2id$v=19$m=ấ,t=2,p=1$a$b"])
def test_what_is_no_hash_fits_nothing(app: Flask, broken: str) -> None:
    with app.app_context():
        assert not passwords.fits(broken, PHRASE)


def test_signing_in_renews_a_hash_of_another_cost(
    app: Flask, make_person: Callable[..., Person], browser: Browser
) -> None:
    lan = make_person("Nông Thị Lan", user_name="lan.nong", password_hash=CHEAPER)
    assert browser.sign_in("lan.nong", PHRASE).location == "/"
    with app.app_context():
        renewed = db.session().get_one(Person, lan.id).password_hash
        assert renewed is not None
        assert renewed.startswith(passwords.CHEAP.mark)
        assert passwords.fits(renewed, PHRASE)
