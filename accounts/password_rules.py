"""Which new passwords are good enough (NIST SP 800-63B-4): length, and not what everybody tries first.

No rules on capitals, digits or signs, and no forced change: both make passwords worse.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from law.vietnamese import fold

LEAST_ALONE = 15
LEAST_WITH_CODE = 8
LEAST_OF_ITS_OWN = 8  # letters that are left when everything guessable is taken away
_DATA = Path(__file__).resolve().parent / "data"

# Words that stand in half of all office passwords of the province.
PLACE_WORDS = (
    "matkhau", "password", "vanthu", "luutru", "noivu", "ubnd", "tinh", "huyen", "thainguyen", "backan", "thanhpho", "vietnam",
    "hanoi", "phuong", "canbo", "hocvien", "giangvien", "daotao", "dauden", "quantri", "admin", "anhyeuem", "emyeuanh",
    "qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "abcdef", "abcd", "abc", "letmein",
    "welcome", "iloveyou", "dangnhap", "congvan", "vanban", "hoso",
)  # fmt: skip
_LEET = str.maketrans({"@": "a", "4": "a", "0": "o", "1": "i", "!": "i", "3": "e", "$": "s", "5": "s", "7": "t"})


@cache
def common_passwords() -> frozenset[str]:
    """The 3,000 most common passwords of eight letters and more, and those of our offices."""
    return frozenset((_DATA / "common_passwords.txt").read_text(encoding="utf-8").split())


def problem_with(password: str, *, has_second_factor: bool, own_words: Iterable[str] = ()) -> str | None:
    """A Vietnamese sentence that says what to do, or None where the password is good."""
    least = LEAST_WITH_CODE if has_second_factor else LEAST_ALONE
    if len(password) < least:
        return (
            f"Mật khẩu cần ít nhất {least} ký tự, bạn mới gõ {len(password)}. Cách dễ nhất: ghép bốn, năm từ không liên quan với"
            " nhau."
        )
    if len(password) > 256:
        return "Mật khẩu dài nhất là 256 ký tự."
    if password.casefold() in common_passwords() or len(set(password)) < 5:
        return "Mật khẩu này quá dễ đoán vì nhiều người dùng. Hãy chọn mật khẩu khác."
    if _own_length(password, own_words) < min(LEAST_OF_ITS_OWN, least - 2):
        return (
            "Mật khẩu này dễ đoán: nó gần như chỉ gồm tên người, tên cơ quan, từ thông dụng hoặc dãy số. Hãy thêm vài từ không liên"
            " quan."
        )
    return None


def _own_length(password: str, own_words: Iterable[str]) -> int:
    """Letters that remain when own names, place words, common passwords, digit runs and repeated letters are taken away."""
    plain = re.sub(r"[\s._\-]+", "", fold(password))
    words = [*PLACE_WORDS, *_pieces(own_words)]
    lengths = []
    for text in (plain, plain.translate(_LEET)):
        rest = text
        for word in sorted(words, key=len, reverse=True):
            rest = rest.replace(word, " ")
        rest = re.sub(r"\d+", " ", rest)
        rest = re.sub(r"(.)\1{2,}", " ", rest)
        rest = " ".join("" if part in common_passwords() else part for part in rest.split(" "))
        lengths.append(len(re.sub(r"\W", "", rest)))
    return min(lengths)


def _pieces(own_words: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for text in own_words:
        words = re.findall(r"[a-z0-9]+", fold(text))
        found |= {word for word in words if len(word) >= 3}
        found.add("".join(words))
    return {piece for piece in found if len(piece) >= 3}
