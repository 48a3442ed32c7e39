"""Vietnamese names of the acts and things in the audit log; packages add theirs in `wiring.py`."""

import uuid
from collections.abc import Mapping

ACTION_NAMES: dict[str, str] = {
    "accounts.sign_in": "Đăng nhập",
    "accounts.first_step": "Đúng mật khẩu, còn chờ mã xác thực",
    "accounts.wrong_code": "Mã xác thực không đúng",
    "accounts.sign_out": "Đăng xuất",
    "accounts.end_session": "Đăng xuất một máy khác",
    "accounts.end_sessions": "Đăng xuất mọi máy khác",
    "accounts.create_person": "Thêm người dùng",
    "accounts.change_person": "Sửa thông tin người dùng",
    "accounts.grant_roles": "Đổi vai trò",
    "accounts.suspend": "Tạm dừng tài khoản",
    "accounts.resume": "Mở lại tài khoản",
    "accounts.give_first_password": "Cấp mật khẩu lần đầu",
    "accounts.change_password": "Đổi mật khẩu",
    "accounts.make_link": "Tạo liên kết đặt mật khẩu",
    "accounts.use_link": "Đặt mật khẩu qua liên kết",
    "accounts.second_factor_on": "Bật xác thực hai lớp",
    "accounts.second_factor_off": "Tắt xác thực hai lớp",
    "accounts.recovery_code": "Dùng mã dự phòng",
    "accounts.recovery_codes": "Tạo lại mã dự phòng",
    "accounts.create_agency": "Thêm cơ quan",
    "accounts.change_agency": "Sửa thông tin cơ quan",
    "accounts.end_agency": "Ghi ngày kết thúc của cơ quan",
    "accounts.set_installation": "Đặt tên đơn vị",
    "accounts.retry_job": "Cho chạy lại việc nền",
}


SUBJECT_NAMES: dict[str, str] = {
    "person": "Người",
    "agency": "Cơ quan",
    "installation": "Tên đơn vị",
    "job": "Việc nền",
    "class": "Lớp",
    "certificate": "Chứng nhận",
    "attempt": "Lượt thực hành",
    "quiz_attempt": "Lượt kiểm tra",
    "class_session": "Buổi học",
    "recognition": "Đợt công nhận",
}


def action_name(action: str) -> str:
    """The Vietnamese name of an act; its code where no package has named it."""
    return ACTION_NAMES.get(action, action)


def subject_name(subject: str, names: Mapping[uuid.UUID, str]) -> str:
    """`class:<uuid>` as kind and name of the thing, a person by the name alone; what has none by the beginning of its id."""
    kind, _, key = subject.partition(":")
    shown = SUBJECT_NAMES.get(kind, kind)
    try:
        known = uuid.UUID(key)
    except ValueError:
        return f"{shown} {key}".strip() if kind != "installation" else shown
    name = names.get(known)
    if name and (kind == "person" or name.startswith(shown)):
        return name
    return f"{shown} {name or key[:8]}"
