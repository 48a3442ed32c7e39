"""The provincial classes of 2023 and 2024, as far as the sources tell.

Known: years, numbers of classes and people, months, schools, places, plans. Not known, and therefore marked as simulated
and left empty: how the people were split over the classes, the numbers of the decisions, attendance, results. The people
are fictional and have no sign-in.
"""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from sqlalchemy.orm import Session

from accounts.models import Agency
from demo.agencies import DEPARTMENTS, DISTRICTS, OFFICE
from demo.names import COMMUNE_POSITIONS, OFFICE_POSITIONS, people
from demo.trainees import enrolment_of, make_trainees
from training.domain.plans import CourseRef, HistoryClass
from training.service.classes import record_history_class
from training.service.enrolment import enrol

SCHOOL_2023 = "Trường Cao đẳng Luật miền Bắc"
SCHOOL_2024 = "Trường Đại học Kinh tế và Quản trị Kinh doanh"
PLANS_2023 = "Kế hoạch 30/KH-UBND ngày 28/02/2023; Kế hoạch 116/KH-SNV ngày 11/8/2023"
PLANS_2024 = "Kế hoạch 30/KH-UBND ngày 28/02/2024; Kế hoạch 60/KH-SNV ngày 03/5/2024; Kế hoạch 99/KH-SNV ngày 25/6/2024"


@dataclass(frozen=True)
class PastYear:
    """What is known of one year's classes; `places` maps a place to the agencies that its class was held for."""

    year: int
    people: int
    months: str
    school: str
    plan: str
    places: dict[str, list[str]]


YEARS = (
    PastYear(
        2023,
        270,
        "tháng 9 và tháng 10 năm 2023",
        SCHOOL_2023,
        PLANS_2023,
        {place: [DISTRICTS[place].name] for place in ("Đại Từ", "Đồng Hỷ", "Thái Nguyên", "Sông Công")},
    ),
    PastYear(
        2024,
        269,
        "tháng 7 và tháng 8 năm 2024",
        SCHOOL_2024,
        PLANS_2024,
        {
            "Các sở, ban, ngành": [agency.name for agency in DEPARTMENTS],
            "Định Hóa": [DISTRICTS["Định Hóa"].name],
            "Phú Lương": [DISTRICTS["Phú Lương"].name],
        },
    ),
)


def spread(total: int, parts: int) -> list[int]:
    """A number in equal parts, the first ones larger by one where it does not divide."""
    least, more = divmod(total, parts)
    return [least + (1 if n < more else 0) for n in range(parts)]


def record_history(session: Session, agencies: dict[str, Agency], course: CourseRef, at: datetime) -> None:
    """Take over the classes of both years with their people."""
    for past in YEARS:
        sizes = spread(past.people, len(past.places))
        for (place, holders), size in zip(past.places.items(), sizes, strict=True):
            _record_class(session, agencies, course, past, place, holders, size, at)


def _record_class(
    session: Session,
    agencies: dict[str, Agency],
    course: CourseRef,
    past: PastYear,
    place: str,
    holders: list[str],
    size: int,
    at: datetime,
) -> None:
    class_id = record_history_class(
        session,
        None,
        HistoryClass(
            name=f"Lớp tập huấn văn thư, lưu trữ năm {past.year}: {place}",
            year=past.year,
            course=course,
            place=place,
            organiser=OFFICE,
            plan=past.plan,
            partner_school=past.school,
            days_text=past.months,
        ),
        at,
    )
    positions = OFFICE_POSITIONS if len(holders) > 1 else COMMUNE_POSITIONS
    invented = islice(people(f"{past.year}|{place}", date(past.year, 7, 1), positions), size)
    trainees = make_trainees(session, invented, agencies, holders, at)
    enrol(session, None, class_id, [enrolment_of(person) for person in trainees], at)
