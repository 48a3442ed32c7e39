"""The verbs of the package; each function is one transaction, and joins one that is already open."""

from accounts.service.agencies import create_agency, end_agency, set_installation
from accounts.service.first_passwords import (
    Slip,
    ensure_user_name,
    give_first_password,
    give_first_passwords,
    give_known_password,
)
from accounts.service.people import (
    NotAllowed,
    UserNameTaken,
    change_person,
    create_person,
    grant_roles,
    resume,
    suspend,
)

__all__ = [
    "NotAllowed",
    "Slip",
    "UserNameTaken",
    "change_person",
    "create_agency",
    "create_person",
    "end_agency",
    "ensure_user_name",
    "give_first_password",
    "give_first_passwords",
    "give_known_password",
    "grant_roles",
    "resume",
    "set_installation",
    "suspend",
]
