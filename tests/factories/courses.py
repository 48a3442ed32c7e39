"""A small course for tests, and a register that knows the provisions it cites."""

import datetime
import shutil
from functools import cache
from pathlib import Path

from markupsafe import Markup

from courses.content_reader.bundles import Bundle, gather
from courses.content_reader.reader import Reading, read_course
from courses.domain.content import Course
from law.register import LegalText, Provision, Register, Verified

SAMPLE = Path(__file__).parent.parent / "courses" / "sample"
DAY = datetime.date(2026, 11, 1)
KEYS = ("ND30.D21.K1", "ND30.D22.K2", "ND30.D23")


def small_register(**verified: Verified) -> Register:
    """The provisions that the sample cites. `small_register(D23=Verified.DISPUTED)` marks one of them."""
    text = LegalText(
        key="ND30", kind="Nghị định", number="30/2020/NĐ-CP", name="Nghị định 30/2020/NĐ-CP", date=DAY, issuer="", subject="",
        in_force_from=DAY, in_force_to=None, replaces=(), replaced_by=(), verified=Verified.READ, checked_on=DAY, note="", source="",
    )  # fmt: skip
    provisions = {
        key: Provision(
            key=key, text=text, label=f"[{key}]", title="", paraphrase="", checked_on=DAY, in_force_from=DAY, in_force_to=None,
            where=key, verified=verified.get(key.removeprefix("ND30.").replace(".", "_"), Verified.READ),
        )
        for key in KEYS
    }  # fmt: skip
    return Register({"ND30": text}, provisions)


def plain_html(text: str) -> Markup:
    """A renderer for tests that look at something else than HTML."""
    return Markup("<p>{}</p>").format(text)


def copy_sample(folder: Path) -> Path:
    """The sample course in a folder where a test may spoil it."""
    return Path(shutil.copytree(SAMPLE, folder / "content"))


def sample_bundle(root: Path = SAMPLE) -> Bundle:
    """The files of the sample course."""
    bundles, _problems = gather(root)
    return bundles[0]


def read_sample(root: Path = SAMPLE, register: Register | None = None) -> Reading:
    """What comes of reading the sample course."""
    return read_course(sample_bundle(root), register or small_register(), plain_html)


@cache
def sample_course() -> Course:
    """The sample course; nobody changes it, so it is read once."""
    return read_sample().sound()
