"""How wide words are in Times New Roman, in points, and where their lines break.

The .docx writer needs it: a rule must be as long as the line above it (Phụ lục I Phần I Mục II khoản 1, 2 and 5), and a
file cannot ask the program that will show it. Widths are those of the font, in 2048ths of its size.
"""

import unicodedata
from collections.abc import Sequence

_UNITS = 2048
_REGULAR = {
    369: "'", 410: "|", 512: " ,.\u00a0", 569: "/:;\\ijlt", 682: "!()-I[]`fr‘’", 797: "Js", 836: '"', 909: "?acez“”", 961: "^",
    983: "{}", 1024: "#$*0123456789_bdghknopquvxy–đ", 1083: "ơ", 1108: "~", 1110: "ư", 1139: "FPS", 1155: "+<=>",
    1251: "ELTZ", 1366: "BCR", 1479: "ADGHKNOQUVXYwĐƠ", 1589: "Ư", 1593: "&m", 1706: "%", 1821: "M", 1886: "@", 1933: "W",
    2048: "—…",
}  # fmt: skip
_BOLD = {
    451: "|", 512: " ,.\u00a0", 569: "'/\\il", 682: "!()-:;[]`fjt‘’", 797: "Is", 807: "{}", 909: "cerz",
    1024: "#$*0123456789?J_agovxy–“”", 1065: "~", 1134: "ơ", 1137: '"', 1139: "Sbdhknpquđ", 1167: "+<=>", 1190: "^",
    1229: "ư", 1251: "FP", 1366: "BELTZ", 1479: "ACDNRUVXYwĐ", 1593: "GHKOQƠ", 1630: "Ư", 1706: "&m", 1905: "@", 1933: "M",
    2048: "%W—…",
}  # fmt: skip
_HORN = "\u031b"


def _by_letter(groups: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in groups.items() for letter in letters}


class _Widths(dict[str, int]):
    """Widths by letter; one that is asked for the first time is as wide as its bare letter, outside the table as 'n'."""

    def __missing__(self, letter: str) -> int:
        self[letter] = found = self.get(_bare(letter)) or self["n"]
        return found


_WIDTHS = {False: _Widths(_by_letter(_REGULAR)), True: _Widths(_by_letter(_BOLD))}


def width(words: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in points. A letter outside the table counts as wide as 'n'."""
    return sum(map(_WIDTHS[bold].__getitem__, unicodedata.normalize("NFC", words))) * size / _UNITS


def _bare(letter: str) -> str:
    """A letter without its tone and circumflex, which do not make it wider; a horn does."""
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts[1:] else parts[0]


def broken(words: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines that a text processor makes of the words in a column of this width: as many on each as it holds."""
    lines: list[list[str]] = []
    used = 0.0
    blank = width(" ", size, bold=bold)
    for word in words.split(" "):
        wide = width(word, size, bold=bold)
        if lines and used + blank + wide <= room:
            lines[-1].append(word)
            used += blank + wide
        else:
            lines.append([word])
            used = wide
    return [" ".join(line) for line in lines]


def widest(lines: Sequence[str], size: float, *, bold: bool = False) -> float:
    """The width of the longest line."""
    return max((width(line, size, bold=bold) for line in lines), default=0.0)


def balanced(words: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """As few lines as the column allows, but of about the same length, as a person sets a title."""
    fewest = broken(words, room, size, bold=bold)
    parts = words.split(" ")
    for first in range(1, len(parts) + 1):
        narrow = width(" ".join(parts[:first]), size, bold=bold)
        lines = broken(words, narrow, size, bold=bold)
        if len(lines) <= len(fewest):
            return lines if widest(lines, size, bold=bold) <= room else fewest
    return fewest
