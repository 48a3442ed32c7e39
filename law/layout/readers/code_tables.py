"""Words typed in the code tables before Unicode, TCVN3 (.VnTime) and VNI (VNI-Times), as Unicode, so that they can be read.

The rules still say that the file must be converted; reading it only lets them say the rest as well.
"""

import re
import unicodedata

_TCVN3_FROM = (
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
)  # fmt: skip
_TCVN3_TO = (
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
)  # fmt: skip
_TCVN3 = str.maketrans(_TCVN3_FROM, _TCVN3_TO)
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
# A letter of VNI is followed by one that stands for its marks.
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT, "ê": _BREVE, "è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE,
    "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT, "â": _CIRCUMFLEX, "à": _CIRCUMFLEX + _GRAVE,
    "á": _CIRCUMFLEX + _ACUTE, "å": _CIRCUMFLEX + _HOOK, "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(r"([aeouyôöAEOUYÔÖ])([øùûõïêèéúüëâàáåãäØÙÛÕÏÊÈÉÚÜËÂÀÁÅÃÄ])")
_UNICODE_LETTERS = re.compile(r"[\u1ea0-\u1ef9ăơưđĂƠƯĐ]")


def is_unicode(words: str) -> bool:
    """Whether a text is Vietnamese in Unicode already, whatever the names of its fonts."""
    return len(_UNICODE_LETTERS.findall(words)) > 0.02 * max(1, len(words))


def converted(words: str, font: str) -> str:
    """The words of a run in an old font as Unicode; those of another font as they are."""
    name = font.lower()
    if name.startswith(".vn"):
        plain = words.translate(_TCVN3)
        # The fonts whose name ends in H draw small letters as capitals.
        return plain.upper() if name.rstrip().endswith("h") else plain
    if name.startswith("vni"):
        return unicodedata.normalize("NFC", _from_vni(words))
    return words


def _from_vni(words: str) -> str:
    marked = _VNI_PAIR.sub(lambda pair: _letter(pair[1]) + _VNI_MARKS[pair[2].lower()], words)
    return "".join(_letter(one) for one in marked)


def _letter(one: str) -> str:
    found = _VNI_LETTERS.get(one.lower(), one)
    return found.upper() if one.isupper() and found != one else found
