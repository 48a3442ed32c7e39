"""The 29 types of administrative document (Điều 7) and the kinds of copy, abbreviated as in Phụ lục III."""

from dataclasses import dataclass

from law.vietnamese import fold


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document. ``abbreviation`` is empty for công văn and thư công, which have none."""

    key: str
    name: str
    abbreviation: str
    model: str
    """The model of Phụ lục III Mục II, as a provision key; empty where the decree gives no model."""
    is_copy: bool = False

    @property
    def has_heading(self) -> bool:
        """Whether the name of the type is written on the document (an official letter has none)."""
        return self.key != "cong-van"

    @property
    def has_place_and_date(self) -> bool:
        """Whether the head has the line of place and date; minutes tell their time in the text (Mẫu 1.9)."""
        return self.key != "bien-ban"


def _model(number: str) -> str:
    return f"ND30.PL3.M2.MAU{number}"


_NAMED = _model("1-4")

OFFICIAL_LETTER = DocumentType("cong-van", "Công văn", "", _model("1-5"))
DECISION = DocumentType("quyet-dinh", "Quyết định", "QĐ", _model("1-2"))
MINUTES = DocumentType("bien-ban", "Biên bản", "BB", _model("1-9"))

DOCUMENT_TYPES: tuple[DocumentType, ...] = (
    DocumentType("nghi-quyet", "Nghị quyết", "NQ", _model("1-1")),
    DECISION,
    DocumentType("chi-thi", "Chỉ thị", "CT", _NAMED),
    DocumentType("quy-che", "Quy chế", "QC", _NAMED),
    DocumentType("quy-dinh", "Quy định", "QyĐ", _NAMED),
    DocumentType("thong-cao", "Thông cáo", "TC", _NAMED),
    DocumentType("thong-bao", "Thông báo", "TB", _NAMED),
    DocumentType("huong-dan", "Hướng dẫn", "HD", _NAMED),
    DocumentType("chuong-trinh", "Chương trình", "CTr", _NAMED),
    DocumentType("ke-hoach", "Kế hoạch", "KH", _NAMED),
    DocumentType("phuong-an", "Phương án", "PA", _NAMED),
    DocumentType("de-an", "Đề án", "ĐA", _NAMED),
    DocumentType("du-an", "Dự án", "DA", _NAMED),
    DocumentType("bao-cao", "Báo cáo", "BC", _NAMED),
    MINUTES,
    DocumentType("to-trinh", "Tờ trình", "TTr", _NAMED),
    DocumentType("hop-dong", "Hợp đồng", "HĐ", ""),
    OFFICIAL_LETTER,
    DocumentType("cong-dien", "Công điện", "CĐ", _model("1-6")),
    DocumentType("ban-ghi-nho", "Bản ghi nhớ", "BGN", ""),
    DocumentType("ban-thoa-thuan", "Bản thỏa thuận", "BTT", ""),
    DocumentType("giay-uy-quyen", "Giấy ủy quyền", "GUQ", _NAMED),
    DocumentType("giay-moi", "Giấy mời", "GM", _model("1-7")),
    DocumentType("giay-gioi-thieu", "Giấy giới thiệu", "GGT", _model("1-8")),
    DocumentType("giay-nghi-phep", "Giấy nghỉ phép", "GNP", _model("1-10")),
    DocumentType("phieu-gui", "Phiếu gửi", "PG", _NAMED),
    DocumentType("phieu-chuyen", "Phiếu chuyển", "PC", _NAMED),
    DocumentType("phieu-bao", "Phiếu báo", "PB", _NAMED),
    DocumentType("thu-cong", "Thư công", "", ""),
)

COPY_TYPES: tuple[DocumentType, ...] = (
    DocumentType("sao-y", "Bản sao y", "SY", _model("3-1"), is_copy=True),
    DocumentType("trich-sao", "Bản trích sao", "TrS", _model("3-1"), is_copy=True),
    DocumentType("sao-luc", "Bản sao lục", "SL", _model("3-1"), is_copy=True),
)

_BY_KEY = {kind.key: kind for kind in (*DOCUMENT_TYPES, *COPY_TYPES)}
_BY_NAME = {fold(kind.name): kind for kind in (*DOCUMENT_TYPES, *COPY_TYPES)}
_BY_ABBREVIATION = {kind.abbreviation: kind for kind in (*DOCUMENT_TYPES, *COPY_TYPES) if kind.abbreviation}


def document_type(key: str) -> DocumentType:
    """By key, such as 'quyet-dinh'. Raises KeyError."""
    return _BY_KEY[key]


def document_type_named(name: str) -> DocumentType | None:
    """By the name that a person typed, whatever its case and marks; None if there is no such type."""
    return _BY_NAME.get(fold(name))


def document_type_of_notation(notation: str) -> DocumentType | None:
    """The type whose abbreviation begins a symbol ('QĐ-UBND'); None for an official letter ('SNV-VP')."""
    return _BY_ABBREVIATION.get(notation.split("-", 1)[0].strip())
