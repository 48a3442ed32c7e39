"""incoming_packets@1: packets of the exchange axis at a department of tỉnh T, each with its page, signatures and destiny."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from exercises.dms.domain.events import DeskOpened
from exercises.dms.domain.values import (
    Assignment,
    DocumentFacts,
    EarlierEntry,
    Injection,
    Organisation,
    Packet,
    Paper,
    Registration,
    Setting,
    SignatureState,
)
from exercises.generators.registry import DESK_ZONE, Generator, Plan, is_moment, moment, stream, working_day
from law.document_types import DocumentType, document_type_named
from law.numbering import letter_notation, notation
from law.urgency import Urgency
from law.vietnamese import official_number, short_date

_DATA = Path(__file__).with_name("incoming_v1.toml")
_FAULTS = ("none", "tampered")
_HEADS: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "department": ("Giám đốc", ()),
    "committee": ("Chủ tịch", (("TM.", "Ủy ban nhân dân"),)),
}
_URGENCIES = {level.name.lower(): level for level in Urgency}
_ISSUER = "CA luyện tập Dấu Đến (mô phỏng, không có giá trị pháp lý)"


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_DATA.read_text("utf-8"))


def _problem(params: Mapping[str, Any]) -> str:
    if unknown := sorted(set(params) - {"packets", "shuffle", "earlier"}):
        return f"params: không có {', '.join(unknown)}; chỉ có packets, shuffle, earlier"
    packets = params.get("packets")
    if not isinstance(packets, list) or not packets:
        return "params.packets: phải có ít nhất một gói tin"
    for index, packet in enumerate(packets):
        if problem := _packet_problem(packet):
            return f"params.packets[{index}]: {problem}"
    slots = [packet["slot"] for packet in packets]
    return "params.packets: hai gói tin trùng vai (slot)" if len(set(slots)) < len(slots) else ""


def _packet_problem(packet: Mapping[str, Any]) -> str:
    if not isinstance(packet.get("slot"), str):
        return "cần slot, tên vai để các mục kiểm tra gọi"
    if not is_moment(packet.get("arrives", "")):
        return "cần arrives, ví dụ 'D+0 07:10'"
    if packet.get("urgency", "ordinary") not in _URGENCIES:
        return f"urgency phải là một trong {', '.join(_URGENCIES)}"
    if packet.get("fault", "none") not in _FAULTS:
        return f"fault phải là một trong {', '.join(_FAULTS)}"
    return ""


def _slots(params: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(packet["slot"] for packet in params["packets"])


def _make(plan: Plan, seed: str) -> DeskOpened:
    """The starting state of one attempt; everything random in it comes from `seed`."""
    specs = _in_arrival_order(plan, seed)
    topics = _choose_topics(specs, stream(INCOMING_PACKETS, seed, "topics"))
    packets = tuple(
        _packet(f"p{index}", spec, arrives, choice, plan, stream(INCOMING_PACKETS, seed, f"packet {spec['slot']}"))
        for index, ((spec, arrives), choice) in enumerate(zip(specs, topics, strict=True), start=1)
    )
    return DeskOpened(
        setting=_setting(plan, packets, stream(INCOMING_PACKETS, seed, "office"), topics, seed),
        packets=packets,
        slots={spec["slot"]: packet.id for (spec, _), packet in zip(specs, packets, strict=True)},
    )


def _in_arrival_order(plan: Plan, seed: str) -> list[tuple[Mapping[str, Any], datetime]]:
    specs = list(plan.params["packets"])
    times = sorted(moment(plan.clock, spec["arrives"]) for spec in specs)
    if plan.params.get("shuffle"):
        stream(INCOMING_PACKETS, seed, "arrival").shuffle(specs)
    else:
        specs.sort(key=lambda spec: moment(plan.clock, spec["arrives"]))
    return list(zip(specs, times, strict=True))


@dataclass(frozen=True, slots=True)
class _Choice:
    topic: Mapping[str, Any]
    sender: Mapping[str, Any]


def _choose_topics(specs: Sequence[tuple[Mapping[str, Any], datetime]], random: Random) -> list[_Choice]:
    """A topic and a sender for each packet, none twice: two packets never share number, symbol and organisation.

    Urgent packets choose first: fewer topics are theirs, and their senders are the scarcer ones.
    """
    free_topics = random.sample(_data()["topics"], len(_data()["topics"]))
    free_senders = {sender["id"]: sender for sender in _data()["senders"]}
    chosen: dict[str, _Choice] = {}
    for spec, _ in sorted(specs, key=lambda each: not _is_urgent(each[0])):
        topic, sender_id = next(
            (topic, sender_id)
            for topic in free_topics
            if topic.get("is_urgent", False) == _is_urgent(spec)
            for sender_id in random.sample(topic["senders"], len(topic["senders"]))
            if sender_id in free_senders
        )
        free_topics.remove(topic)
        chosen[spec["slot"]] = _Choice(topic, free_senders.pop(sender_id))
    return [chosen[spec["slot"]] for spec, _ in specs]


def _is_urgent(spec: Mapping[str, Any]) -> bool:
    return bool(spec.get("urgency", "ordinary") != "ordinary")


def _packet(
    packet_id: str, spec: Mapping[str, Any], arrives: datetime, choice: _Choice, plan: Plan, random: Random
) -> Packet:
    urgency = _URGENCIES[spec.get("urgency", "ordinary")]
    issued = plan.clock.day if urgency.is_urgent else working_day(plan.clock, -random.randint(1, 3))
    signature = _Signature.draw(choice.sender, choice.topic, random)
    facts = _facts(choice, issued, urgency, signature, plan, random)
    words = _words(choice, plan, random)
    addressed_to = _addressed_to(choice)
    return Packet(
        id=packet_id,
        sender=Organisation(choice.sender["organ_id"], choice.sender["name"]),
        arrived_at=arrives,
        facts=facts,
        signatures=_signatures(choice.sender, facts, arrives, spec.get("fault", "none"), random),
        assignment=Assignment(
            lead_unit=choice.topic["unit"],
            supporting_units=tuple(choice.topic["supporting"]),
            working_days=choice.topic["days"],
            opinion=choice.topic["opinion"],
            receiver=person(random),
        ),
        paper=Paper(
            parent_organ=choice.sender["parent"],
            organ_name=choice.sender["name"],
            place=choice.sender.get("place", "Tỉnh T"),
            addressed_to=addressed_to,
            address_lead=_address_lead(choice, signature),
            paragraphs=tuple(text.format(**words) for text in choice.topic["paragraphs"]),
            authorities=signature.authorities,
            signer_position=signature.position,
            recipients=("Như trên",) if addressed_to else (_data()["office"]["name"], "Lãnh đạo cơ quan"),
            archive_unit=_drafting_unit(choice, facts, random),
        ),
        file_name=f"{facts.code_number}-{facts.code_notation}.pdf",
    )


def _drafting_unit(choice: _Choice, facts: DocumentFacts, random: Random) -> str:
    """Who keeps a copy beside VT: the unit that drafted, which is the one that the symbol of a công văn names (Phụ lục I)."""
    drawn: str = random.choice(choice.sender["departments"])
    return facts.code_notation.removeprefix(f"{choice.sender['abbreviation']}-") if _is_letter(choice) else drawn


def _is_letter(choice: _Choice) -> bool:
    return bool(choice.topic["type_name"] == "Công văn")


def _addressed_to(choice: _Choice) -> tuple[str, ...]:
    """Ô 9a. A giấy mời has none: its text says who is invited (Phụ lục III Mẫu 1.7)."""
    if choice.topic["type_name"] in ("Công văn", "Tờ trình"):
        return (_data()["office"]["name"],)
    return tuple(choice.topic.get("addressed_to", ()))


def _address_lead(choice: _Choice, signature: _Signature) -> str:
    """'Kính gửi'; a công điện names who wires: '<chức danh> <cơ quan> điện' (Phụ lục III Mẫu 1.6)."""
    is_wire = choice.topic["type_name"] == "Công điện"
    return f"{signature.position} {choice.sender['name']} điện" if is_wire else "Kính gửi"


def _words(choice: _Choice, plan: Plan, random: Random) -> dict[str, object]:
    # The leader leaves the unit fewer days than the letter does, also where it is presented the day after.
    soonest = max(6, int(choice.topic["days"]) + 3)
    return {
        "year": plan.clock.day.year,
        "next_year": plan.clock.day.year + 1,
        "count": random.randint(3, 48),
        "later": short_date(working_day(plan.clock, soonest + random.randint(0, 6))),
    }


@dataclass(frozen=True, slots=True)
class _Signature:
    """Who signs for the sender, and how that is written on the page and in the register."""

    full_name: str
    position: str
    authorities: tuple[tuple[str, str], ...]
    accept: tuple[str, ...]

    @classmethod
    def draw(cls, sender: Mapping[str, Any], topic: Mapping[str, Any], random: Random) -> _Signature:
        name, is_deputy = person(random), random.random() < 0.5
        head, on_behalf = _HEADS[sender["kind"]]
        if topic["type_name"] == "Công điện":  # issued by the chairperson in person
            return cls(name, head, (), _positions(head, sender))
        position = f"Phó {head}" if is_deputy else head
        authorities = (*on_behalf, ("KT.", head)) if is_deputy else on_behalf
        written = " ".join([*(f"{prefix} {of}" for prefix, of in authorities), position])
        accept = (written, f"KT. {head} {position}", *_positions(position, sender))
        return cls(name, position, authorities, accept)


def _positions(position: str, sender: Mapping[str, Any]) -> tuple[str, ...]:
    """A position with the organisation in any of its spellings, also by its level alone: Giám đốc Sở, Chủ tịch UBND tỉnh."""
    names = [sender["name"], *sender["accept"]]
    if sender["kind"] == "department":
        names.append(sender["name"].split()[0])
    if sender["kind"] == "committee":
        committee = ("Ủy", "ban", "nhân", "dân")
        level = sender["name"].split()[len(committee)]
        names += [" ".join(committee), " ".join((*committee, level))]
    return tuple(f"{position} {name}" for name in names)


def _facts(
    choice: _Choice, issued: date, urgency: Urgency, signature: _Signature, plan: Plan, random: Random
) -> DocumentFacts:
    kind = document_type_named(choice.topic["type_name"])
    assert kind is not None, choice.topic["type_name"]
    number = random.randint(300, 2900) if _is_letter(choice) else random.randint(4, 180)
    return DocumentFacts(
        type_name=kind.name,
        code_number=official_number(number),
        code_notation=_notation(kind, choice.sender, random),
        issued_date=issued,
        organ_name=choice.sender["name"],
        subject=choice.topic["subject"].format(**_words(choice, plan, random)),
        language="Tiếng Việt",
        page_amount=1,
        signer_position=signature.position,
        signer_full_name=signature.full_name,
        priority=urgency,
        accept={
            "organ_name": tuple(choice.sender["accept"]),
            "signer_position": signature.accept,
            "language": ("Việt", "Tiếng việt nam", "vi"),
        },
    )


def _notation(kind: DocumentType, sender: Mapping[str, Any], random: Random) -> str:
    if not kind.abbreviation:
        return letter_notation(sender["abbreviation"], random.choice(sender["departments"]))
    return notation(kind.abbreviation, sender["abbreviation"])


def _signatures(
    sender: Mapping[str, Any], facts: DocumentFacts, arrives: datetime, fault: str, random: Random
) -> tuple[SignatureState, ...]:
    """The signer's and the organisation's; a changed file breaks both, for both cover all of it."""
    latest = arrives - timedelta(minutes=random.randint(3, 6))
    usual = datetime.combine(facts.issued_date, time(random.randint(14, 16), random.randint(0, 50)), DESK_ZONE)
    sealed_at = min(usual, latest)
    is_intact = fault != "tampered"
    return tuple(
        SignatureState(
            purpose=purpose,
            signer=signer,
            organisation=sender["name"],
            certificate=f"LT-{random.randrange(16**8):08X}",
            issuer=_ISSUER,
            intact=is_intact,
            trusted=True,
            signed_at=at,
        )
        for purpose, signer, at in (
            ("Người có thẩm quyền", facts.signer_full_name, sealed_at - timedelta(minutes=random.randint(2, 25))),
            ("Cơ quan, tổ chức", sender["name"], sealed_at),
        )
    )


def person(random: Random) -> str:
    """The full name of a fictional person."""
    people = _data()["people"]
    gender = random.choice(("male", "female"))
    parts = (people["family"], people[f"middle_{gender}"], people[f"given_{gender}"])
    return " ".join(random.choice(part) for part in parts)


def _setting(plan: Plan, packets: Sequence[Packet], random: Random, topics: Sequence[_Choice], seed: str) -> Setting:
    office, clock = _data()["office"], plan.clock
    starts_at = moment(clock, clock.start)
    last_number = random.randint(820, 1950)
    slots = _slot_ids(plan, packets, seed)
    return Setting(
        organisation=Organisation(office["organ_id"], office["name"]),
        clerk=person(random),
        leader_name=person(random),
        leader_position=office["leader_position"],
        units=tuple(office["units"]),
        starts_at=starts_at,
        closes_at=moment(clock, clock.deadline),
        last_arrival_number=last_number,
        costs=dict(clock.costs),
        leader_minutes=_npc_minutes(plan, "assign"),
        receipt_minutes=_npc_minutes(plan, "sign_receipt"),
        holidays=tuple(clock.holidays),
        injections=tuple(
            Injection(
                rule.id,
                starts_at + timedelta(minutes=rule.at_minutes),
                rule.sender,
                rule.text,
                slots.get(rule.unless_presented, ""),
            )
            for rule in plan.injections
        ),
        earlier=_earlier(plan, last_number, topics, random),
    )


def _slot_ids(plan: Plan, packets: Sequence[Packet], seed: str) -> dict[str, str]:
    order = [spec["slot"] for spec, _ in _in_arrival_order(plan, seed)]
    return {slot: packet.id for slot, packet in zip(order, packets, strict=True)}


def _npc_minutes(plan: Plan, do: str) -> int:
    return next((rule.after_minutes for rule in plan.npcs if rule.do == do), 15)


def _earlier(plan: Plan, last_number: int, used: Sequence[_Choice], random: Random) -> tuple[EarlierEntry, ...]:
    """The last rows of yesterday's register, by other senders, so that the clerk sees how the register is kept."""
    taken = {choice.sender["id"] for choice in used}
    senders = {sender["id"]: sender for sender in _data()["senders"] if sender["id"] not in taken}
    free = [
        topic
        for topic in _data()["topics"]
        if not topic.get("is_urgent") and any(sender in senders for sender in topic["senders"])
    ]
    yesterday = working_day(plan.clock, -1)
    count = min(int(plan.params.get("earlier", 5)), len(free))
    entries = []
    for offset, topic in enumerate(random.sample(free, count)):
        choice = _Choice(topic, senders[random.choice([each for each in topic["senders"] if each in senders])])
        signature = _Signature.draw(choice.sender, topic, random)
        issued = working_day(plan.clock, -random.randint(4, 6))
        facts = _facts(choice, issued, Urgency.ORDINARY, signature, plan, random)
        entries.append(
            EarlierEntry(
                arrival_number=last_number - count + 1 + offset,
                registration=Registration.of(facts, yesterday),
                to_places=f"{topic['unit']} (chủ trì)",
                transferred_on=yesterday,
                receipt_signed_by=person(random),
            )
        )
    return tuple(entries)


INCOMING_PACKETS = Generator("incoming_packets", 1, _problem, _slots, _make)
