"""The dated register of legal texts and their provisions.

A provision is named by a key such as ``ND30.D21.K2.A`` (điểm a khoản 2 Điều 21 Nghị định 30/2020/NĐ-CP).
Rules, lessons, questions and checks of the whole product cite these keys, so that a changed text tells which
content must be revised. The data are TOML files in ``law/data``; a paraphrase is our own wording, never a
sentence of the text.
"""

from law.register.comparisons import Conflict, RenamedTerm, Side
from law.register.entries import Area, Chapter, LegalText, Provision, Register, UnknownProvision, Verified
from law.register.reading import DATA_FOLDER, load, reread
from law.register.reading_tables import RegisterError

__all__ = [
    "DATA_FOLDER",
    "Area",
    "Chapter",
    "Conflict",
    "LegalText",
    "Provision",
    "Register",
    "RegisterError",
    "RenamedTerm",
    "Side",
    "UnknownProvision",
    "Verified",
    "load",
    "reread",
]
