"""faulty_letter@1: an official letter of the clerk's own office as a .docx, with one fault of layout in each of its twelve parts."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from exercises.dms.domain.drafts import Draft, PlantedFault
from exercises.dms.domain.events import DeskOpened
from exercises.dms.domain.values import Organisation, Setting
from exercises.domain import ClockSetting
from exercises.generators.incoming import person
from exercises.generators.registry import Generator, Plan, moment, stream, working_day
from law.layout.word.planting.names import RULE_OF_FAULT
from law.numbering import letter_notation
from law.vietnamese import official_date, official_number

_DATA = Path(__file__).with_name("letters_v1.toml")
_DRAFT = "d1"
_SHORTEST_NUMBER, _LONGEST_NUMBER = 1, 9  # below 10: the leading 0 can be missing


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_DATA.read_text("utf-8"))


def _problem(params: Mapping[str, Any]) -> str:
    if unknown := sorted(set(params) - {"parts"}):
        return f"params: không có {', '.join(unknown)}; chỉ có parts"
    parts = params.get("parts")
    if not isinstance(parts, list) or not parts:
        return "params.parts: phải là danh sách các phần của trang có lỗi"
    if unknown := sorted(set(map(str, parts)) - set(_data()["parts"])):
        return f"params.parts: không có phần {', '.join(unknown)}; chỉ có {', '.join(_data()['parts'])}"
    return "" if len(set(parts)) == len(parts) else "params.parts: có phần nêu hai lần"


def _slots(params: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(params["parts"])


def _make(plan: Plan, seed: str) -> DeskOpened:
    """The starting state of one attempt; everything random in it comes from `seed`."""
    mark = hashlib.sha256(f"{FAULTY_LETTER.name}|{seed}".encode()).hexdigest()[:12]
    random = stream(FAULTY_LETTER, seed, "letter")
    letter = _on_topic(random.choice(_data()["topics"]), plan.clock, random)
    draft = Draft(
        id=_DRAFT,
        file_name=f"du-thao-cong-van-{mark[:4]}.docx",
        mark=mark,
        letter=letter,
        issued_date=plan.clock.day,
        faults=tuple(_fault(part, stream(FAULTY_LETTER, seed, f"fault {part}")) for part in plan.params["parts"]),
    )
    setting = _setting(plan, stream(FAULTY_LETTER, seed, "office"))
    return DeskOpened(setting, (), {fault.slot: draft.id for fault in draft.faults}, (draft,))


def _fault(part: str, random: Random) -> PlantedFault:
    name = random.choice(_data()["parts"][part])
    return PlantedFault(part, name, RULE_OF_FAULT[name])


def topic_letters(day: date) -> list[Mapping[str, Any]]:
    """A letter on each topic, for tests of what is planted in them."""
    clock = ClockSetting(day, "D+0 07:30", "D+1 17:00", {})
    return [_on_topic(topic, clock, stream(FAULTY_LETTER, "topics", topic["subject"])) for topic in _data()["topics"]]


def _on_topic(topic: Mapping[str, Any], clock: ClockSetting, random: Random) -> Mapping[str, Any]:
    form, day = _data()["letter"], clock.day
    words = {
        "year": day.year,
        "last_year": day.year - 1,
        "count": random.randint(12, 48),
        "later": official_date(working_day(clock, random.randint(8, 14))).removeprefix("ngày "),
    }
    return {
        "type": "cong-van",
        "parent_organ": form["parent_organ"],
        "organ_name": form["organ_name"],
        "code_number": official_number(random.randint(_SHORTEST_NUMBER, _LONGEST_NUMBER)),
        "code_notation": letter_notation("SNV", topic["unit"]),
        "place": form["place"],
        "subject": topic["subject"].format(**words),
        "addressed_to": topic["addressed_to"],
        "body": [_block(block, words) for block in topic["body"]],
        "signer": {"full_name": person(random), "position": form["position"], "authorities": form["authorities"]},
        "recipients": {"names": topic["recipients"], "archive_unit": topic["unit"]},
    }


def _block(block: str | Mapping[str, str], words: Mapping[str, object]) -> str | Mapping[str, str]:
    if isinstance(block, str):
        return block.format(**words)
    return {key: text.format(**words) for key, text in block.items()}


def _setting(plan: Plan, random: Random) -> Setting:
    office, clock = _data()["office"], plan.clock
    return Setting(
        organisation=Organisation(office["organ_id"], office["name"]),
        clerk=person(random),
        leader_name=person(random),
        leader_position=office["leader_position"],
        units=tuple(office["units"]),
        starts_at=moment(clock, clock.start),
        closes_at=moment(clock, clock.deadline),
        last_arrival_number=0,
        costs=dict(clock.costs),
        leader_minutes=0,
        receipt_minutes=0,
        holidays=tuple(clock.holidays),
        workspace="drafting",
    )


FAULTY_LETTER = Generator("faulty_letter", 1, _problem, _slots, _make)
