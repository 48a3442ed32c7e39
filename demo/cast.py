"""The demo accounts: who can be tried at the press of a button, with passwords that everybody may read."""

from dataclasses import dataclass
from datetime import date

from accounts.domain import Role
from demo.agencies import OFFICE

PASSWORD = "tap lam van thu {name}"  # noqa: S105  printed by `demo accounts`, accepted in demo mode only


@dataclass(frozen=True)
class Player:
    """A fictional person with a sign-in; `agency` is the name of a demo agency."""

    user_name: str
    full_name: str
    role: Role
    agency: str
    position: str
    birth_date: date
    is_in_class: bool = False

    @property
    def password(self) -> str:
        """The password, which names the account so that no two are alike."""
        return PASSWORD.format(name=self.user_name)


DAI_TU = "Ủy ban nhân dân xã Đại Từ"
FINANCE = "Sở Tài chính"
WARD = "Ủy ban nhân dân phường Phan Đình Phùng"

# The first of each role is the one behind the button of the sign-in page.
PLAYERS = (
    Player("lan.nong", "Nông Thị Lan", Role.TRAINEE, DAI_TU, "Công chức Văn phòng - Thống kê", date(1984, 3, 8), True),
    Player("hai.hoang", "Hoàng Văn Hải", Role.TRAINEE, FINANCE, "Văn thư - Lưu trữ", date(1971, 11, 20), True),
    Player(
        "thuong.nguyen",
        "Nguyễn Thị Phương Hoài Thương",
        Role.TRAINEE,
        WARD,
        "Chuyên viên Trung tâm Phục vụ hành chính công",
        date(1996, 6, 1),
    ),
    Player("minh.tran", "Trần Quang Minh", Role.INSTRUCTOR, OFFICE, "Giảng viên thỉnh giảng", date(1978, 9, 2)),
    Player("hoa.le", "Lê Thị Thanh Hoa", Role.INSTRUCTOR, OFFICE, "Giảng viên thỉnh giảng", date(1982, 1, 15)),
    Player("tam.ma", "Ma Thị Tâm", Role.AGENCY_CONTACT, DAI_TU, "Phó Chánh Văn phòng", date(1980, 5, 19)),
    Player("dung.vu", "Vũ Tiến Dũng", Role.AGENCY_CONTACT, FINANCE, "Chánh Văn phòng", date(1975, 12, 22)),
    Player("ha.dang", "Đặng Thị Thu Hà", Role.OFFICER, OFFICE, "Chuyên viên", date(1986, 10, 10)),
    Player("son.duong", "Dương Ngọc Sơn", Role.OFFICER, OFFICE, "Chuyên viên chính", date(1974, 4, 30)),
    Player("yen.pham", "Phạm Hải Yến", Role.AUTHOR, OFFICE, "Biên soạn tài liệu", date(1989, 8, 19)),
    Player("long.ly", "Lý Đức Long", Role.AUTHOR, OFFICE, "Biên soạn tài liệu", date(1985, 2, 3)),
    Player("quan.trieu", "Triệu Mạnh Quân", Role.ADMINISTRATOR, OFFICE, "Quản trị hệ thống", date(1988, 7, 27)),
    Player("chi.ngo", "Ngô Linh Chi", Role.ADMINISTRATOR, OFFICE, "Quản trị hệ thống", date(1992, 3, 26)),
)
