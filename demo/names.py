"""A seeded generator of fictional people: plausible Vietnamese names, birthdays and positions. Nobody here exists."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

FAMILIES = {
    "Nguyễn": 28, "Trần": 11, "Lê": 8, "Hoàng": 9, "Phạm": 6, "Vũ": 5, "Đặng": 4, "Bùi": 3, "Đỗ": 3, "Dương": 5, "Ngô": 3,
    "Nông": 5, "Ma": 4, "Lý": 3, "Triệu": 3, "Hà": 3, "La": 2, "Lương": 4, "Bàn": 2, "Chu": 2, "Đào": 2, "Đinh": 2, "Phan": 2,
    "Tạ": 1, "Trịnh": 2, "Mai": 1, "Lục": 2, "Âu": 1, "Đàm": 2, "Luân": 1, "Tống": 1, "Lường": 1,
}  # fmt: skip
WOMEN_MIDDLE = ["Thị", "Thị Thu", "Thị Thanh", "Thị Minh", "Thị Kim", "Thị Ngọc", "Thùy", "Thị Bích", "Thị Hồng", "Hoài", "Diệu", "Khánh"]  # fmt: skip
MEN_MIDDLE = [
    "Văn",
    "Đức",
    "Quang",
    "Minh",
    "Xuân",
    "Mạnh",
    "Hữu",
    "Ngọc",
    "Công",
    "Thế",
    "Đình",
    "Tuấn",
    "Viết",
    "Trung",
]
WOMEN_GIVEN = [
    "Lan", "Hương", "Hằng", "Hạnh", "Huệ", "Thủy", "Nga", "Yến", "Loan", "Phượng", "Trang", "Ngân", "Thảo", "Liên", "Nhung",
    "Hiền", "Hoa", "Mai", "Oanh", "Quỳnh", "Tuyết", "Uyên", "Vân", "Dung", "Giang", "Ánh", "Chi", "Duyên", "Đào", "Hường",
    "Ngọc", "Nguyệt", "Thơm", "Xuyến", "Thúy", "Bích",
]  # fmt: skip
MEN_GIVEN = [
    "Hùng", "Dũng", "Cường", "Tuấn", "Nam", "Sơn", "Long", "Hải", "Thắng", "Bình", "Đức", "Hiếu", "Huy", "Khánh", "Kiên",
    "Lâm", "Minh", "Nghĩa", "Phong", "Quân", "Quý", "Tài", "Thành", "Toàn", "Trường", "Tùng", "Việt", "Vinh", "Đạt", "Định",
]  # fmt: skip
COMMUNE_POSITIONS = [
    "Công chức Văn phòng - Thống kê",
    "Công chức Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
    "Văn thư - Lưu trữ",
    "Chuyên viên Trung tâm Phục vụ hành chính công",
]
OFFICE_POSITIONS = [
    "Văn thư",
    "Nhân viên lưu trữ",
    "Văn thư - Lưu trữ",
    "Chuyên viên Văn phòng",
    "Phó Chánh Văn phòng",
    "Chuyên viên phụ trách công tác văn thư, lưu trữ kiêm thủ quỹ cơ quan",
]
YOUNGEST, OLDEST = 25, 58


@dataclass(frozen=True)
class Invented:
    """A person who does not exist."""

    full_name: str
    birth_date: date
    position: str


def people(seed: str, on: date, positions: list[str] = OFFICE_POSITIONS) -> Iterator[Invented]:
    """Endless different people of working age on a day; the same seed gives the same people."""
    dice = random.Random(f"people|{seed}")  # noqa: S311  invents people, guards nothing
    seen: set[str] = set()
    while True:
        woman = dice.random() < 0.7
        family = dice.choices(list(FAMILIES), weights=list(FAMILIES.values()))[0]
        middle = dice.choice(WOMEN_MIDDLE if woman else MEN_MIDDLE)
        given = dice.choice(WOMEN_GIVEN if woman else MEN_GIVEN)
        name = f"{family} {middle} {given}"
        if given in middle.split() or name in seen:
            continue
        seen.add(name)
        age = timedelta(days=dice.randint(YOUNGEST * 366, OLDEST * 365))
        yield Invented(name, on - age, dice.choice(positions))
