"""The paragraph styles of the file: one for each component, with the sizes of Phụ lục I Phần I Mục V (those of a4.css)."""

from dataclasses import dataclass

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.styles.styles import Styles

FONT = "Times New Roman"
INDENT = Mm(12.7)
MARK_RED = RGBColor(0xD8, 0x1E, 0x05)
BODY_LINES = 1.05
SIGNING_PLACE = Mm(30)
_BODY_GAP = Pt(6)


@dataclass(frozen=True, slots=True)
class Style:
    """A style by its Vietnamese name. Sizes and distances in points; `outline` is the level in the navigation pane.

    A body style is justified, its first line indented, its paragraphs 6 pt apart (khoản 6 điểm e).
    """

    id: str
    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: ALIGN = ALIGN.CENTER
    before: float = 0
    is_body: bool = False
    keeps_next: bool = False
    outline: int | None = None
    red: bool = False


NATIONAL_NAME = Style("QuocHieu", "Quốc hiệu", 12, bold=True)
NATIONAL_MOTTO = Style("TieuNgu", "Tiêu ngữ", 13, bold=True)
PARENT_ORGAN = Style("CoQuanChuQuan", "Cơ quan chủ quản", 12)
ORGAN = Style("CoQuanBanHanh", "Cơ quan ban hành", 12, bold=True)
CODE = Style("SoKyHieu", "Số, ký hiệu", 13, before=6)
PLACE_AND_DATE = Style("DiaDanhThoiGian", "Địa danh, thời gian", 13, italic=True, before=6)
LETTER_SUBJECT = Style("TrichYeuCongVan", "Trích yếu công văn", 12, before=6)
TYPE = Style("TenLoai", "Tên loại", 14, bold=True, keeps_next=True)
SUBJECT = Style("TrichYeu", "Trích yếu", 14, bold=True, keeps_next=True)
ADDRESSED_TO = Style("KinhGui", "Kính gửi", 14, keeps_next=True)
ADDRESSEES = Style("DanhSachKinhGui", "Danh sách kính gửi", 14, align=ALIGN.LEFT)
ISSUING_AUTHORITY = Style("ThamQuyenBanHanh", "Thẩm quyền ban hành", 14, bold=True, before=6, keeps_next=True)
LEGAL_BASIS = Style("CanCu", "Căn cứ", 14, italic=True, is_body=True)
ENACTING_WORD = Style("QuyetDinhQuyetNghi", "Quyết định, quyết nghị", 14, bold=True, before=6, keeps_next=True)
PARAGRAPH = Style("LoiVan", "Lời văn", 14, is_body=True)
PART = Style("Phan", "Phần", 14, bold=True, before=6, keeps_next=True, outline=0)
CHAPTER = Style("Chuong", "Chương", 14, bold=True, before=6, keeps_next=True, outline=1)
SECTION = Style("Muc", "Mục", 14, bold=True, before=6, keeps_next=True, outline=2)
SUBSECTION = Style("TieuMuc", "Tiểu mục", 14, bold=True, before=6, keeps_next=True, outline=3)
HEADING_TITLE = Style("TieuDePhanChuongMuc", "Tiêu đề phần, chương, mục", 14, bold=True, keeps_next=True)
ROMAN_SECTION = Style("MucLaMa", "Mục La Mã", 14, bold=True, keeps_next=True, outline=1, is_body=True)
ARTICLE = Style("Dieu", "Điều", 14, outline=4, is_body=True)
CLAUSE = Style("Khoan", "Khoản", 14, is_body=True)
POINT = Style("Diem", "Điểm", 14, is_body=True)
DASH = Style("GachDauDong", "Gạch đầu dòng", 14, is_body=True)
END = Style("DauKetThuc", "Dấu kết thúc", 14, align=ALIGN.RIGHT)
TABLE_CAPTION = Style("TenBang", "Tên bảng", 13, bold=True, before=6, keeps_next=True)
TABLE_HEAD = Style("TieuDeCot", "Tiêu đề cột", 13, bold=True)
TABLE_CELL = Style("OBang", "Ô bảng", 13, align=ALIGN.LEFT)
AUTHORITY = Style("QuyenHanChucVu", "Quyền hạn, chức vụ", 14, bold=True, keeps_next=True)
SIGNER = Style("HoTenNguoiKy", "Họ tên người ký", 14, bold=True)
RECIPIENTS_WORD = Style("NoiNhan", "Nơi nhận", 12, bold=True, italic=True, align=ALIGN.LEFT)
RECIPIENTS = Style("DanhSachNoiNhan", "Danh sách nơi nhận", 11, align=ALIGN.LEFT)
DRAFTER_MARK = Style("KyHieuNguoiSoanThao", "Ký hiệu người soạn thảo", 11, align=ALIGN.RIGHT)
CONFIRMATION = Style("XacNhan", "Xác nhận", 14, keeps_next=True)
URGENCY = Style("DoKhan", "Mức độ khẩn, độ mật", 13, bold=True, red=True)
CIRCULATION = Style("PhamViLuuHanh", "Phạm vi lưu hành", 13, bold=True)
CONTACT = Style("DiaChi", "Địa chỉ cơ quan", 11, align=ALIGN.LEFT)
SIGNING_NOTE = Style("ThongTinKySo", "Thông tin ký số", 10, align=ALIGN.LEFT)
PAGE_NUMBER = Style("SoTrang", "Số trang", 13)
APPENDIX_WORD = Style("PhuLuc", "Phụ lục", 14, bold=True, keeps_next=True, outline=0)
APPENDIX_TITLE = Style("TenPhuLuc", "Tên phụ lục", 14, bold=True, keeps_next=True)
POINTER = Style("ChiDanKemTheo", "Chỉ dẫn kèm theo", 14, italic=True, keeps_next=True)
COPY_FORM = Style("HinhThucSao", "Hình thức sao", 14, bold=True)
RULE = Style("DuongKe", "Đường kẻ", 1)
GAP = Style("KhoangCach", "Khoảng cách", 1)

ALL = tuple(found for found in list(vars().values()) if isinstance(found, Style))


def add_to(styles: Styles) -> None:
    """Add every style to the file's styles, based on Normal."""
    for style in ALL:
        _set(styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH), style)  # type: ignore[no-untyped-call]


def _set(made: ParagraphStyle, style: Style) -> None:
    made.style_id = style.id
    made.quick_style = True
    made.font.size = Pt(style.size)
    # Upright and light are said too: what a style leaves open, a later hand fills.
    made.font.bold, made.font.italic = style.bold, style.italic
    if style.red:
        made.font.color.rgb = MARK_RED
    form = made.paragraph_format
    form.alignment = ALIGN.JUSTIFY if style.is_body else style.align
    form.space_before = _BODY_GAP if style.is_body else Pt(style.before)
    form.keep_with_next = style.keeps_next
    if style.is_body:
        form.first_line_indent, form.line_spacing = INDENT, BODY_LINES
    if style in (RULE, GAP):
        form.line_spacing = Pt(2)
    if style.outline is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(style.outline))
        made.element.get_or_add_pPr().append(level)
