"""Whether two rows of one list are the same person: surely, perhaps, or not."""

from collections.abc import Sequence
from dataclasses import replace

from law import vietnamese
from training.domain.candidates import Candidate
from training.domain.matching import agency_key, is_one_slip


def find_twins(people: Sequence[Candidate]) -> tuple[list[Candidate], list[tuple[Candidate, Candidate]]]:
    """Everybody once, marked with the row whose twin they may be; and who surely repeats whom."""
    kept: list[Candidate] = []
    repeats: list[tuple[Candidate, Candidate]] = []
    by_name: dict[str, list[Candidate]] = {}
    for person in people:
        earlier = by_name.setdefault(vietnamese.fold(person.full_name), [])
        if (same := next((one for one in earlier if _is_same(person, one)), None)) is not None:
            repeats.append((person, same))
            continue
        twin = next((one.row for one in earlier if _may_be_same(person, one)), None)
        kept.append(replace(person, twin_of=twin))
        earlier.append(person)
    return kept, repeats


def _is_same(one: Candidate, other: Candidate) -> bool:
    """One name and the same day of birth; without one, a year and an agency, or a telephone number, that nothing contradicts."""
    if not vietnamese.equal_text(one.full_name, other.full_name, ignore_case=True):
        return False
    if one.birth_date and other.birth_date:
        return one.birth_date == other.birth_date
    if one.birth_year != other.birth_year or one.birth_date or other.birth_date:
        return False
    if one.phone or other.phone:
        return one.phone == other.phone
    return _is_of_one_agency(one, other)


def _may_be_same(one: Candidate, other: Candidate) -> bool:
    """A day beside a year or nothing in one agency, or a slip of the date; a shared address says as much as an agency.

    Of names whose marks differ nothing but the same birth makes one person, unless one is written without any.
    """
    is_near = _shares_contact(one, other) or _is_of_one_agency(one, other)
    if one.birth_date and other.birth_date:
        if one.birth_date == other.birth_date:
            return True  # and the names differ in their marks
        return is_near and _may_be_one_name(one, other) and is_one_slip(one, other.birth_date)
    if one.birth_year and other.birth_year and one.birth_year != other.birth_year:
        return False
    if not _may_be_one_name(one, other):
        return is_near and one.birth_year == other.birth_year is not None
    is_same_year = one.birth_year == other.birth_year is not None and not one.birth_date and not other.birth_date
    return is_near or is_same_year


def _may_be_one_name(one: Candidate, other: Candidate) -> bool:
    """Whether two names that are alike without marks are alike with them, or one has none."""
    names = one.full_name, other.full_name
    is_bare = any(vietnamese.fold(name) == vietnamese.clean_name(name).casefold() for name in names)
    return is_bare or vietnamese.equal_text(*names, ignore_case=True)


def _shares_contact(one: Candidate, other: Candidate) -> bool:
    return bool((one.phone and one.phone == other.phone) or (one.email and one.email == other.email))


def _is_of_one_agency(one: Candidate, other: Candidate) -> bool:
    return agency_key(one.agency) == agency_key(other.agency)
