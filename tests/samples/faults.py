"""The planted faults: for every rule at least two files that break it and nothing else."""

import dataclasses
import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from law.layout.document import Document, DrafterMark, Heading, Level, Paragraph, SigningNote
from law.layout.word.writer import write_docx
from tests.samples import edits
from tests.samples.good import by_hand, documents, plain
from tests.samples.hands.many import HANDS
from tests.samples.mutate import Change, both, look, page, setting, text, without, xml

Redraw = Callable[[Document], Document]


@dataclass(frozen=True)
class Fault:
    """One fault: the rule that must find it, the files that it is planted in, what is done to document and file."""

    rule: str
    on: tuple[str, ...]
    file: Change | None = None
    document: Redraw | None = None
    also: tuple[str, ...] = field(default=())
    """Rules that cannot but be broken as well."""

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of each file with the fault in it."""
        for name in self.on:
            hand, _, key = name.partition("/")
            content = self._redrawn(hand, key) if self.document else by_hand(hand, key)
            yield name, self.file(content) if self.file else content

    def _redrawn(self, hand: str, key: str) -> bytes:
        assert self.document is not None
        document = self.document(documents()[key])
        return write_docx(document) if hand == "ours" else HANDS[hand].write(plain(document))


def change(**fields: Any) -> Redraw:
    """Other fields."""
    return lambda document: replace(document, **fields)


def signer(**fields: Any) -> Redraw:
    """Other fields of the signer."""
    return lambda document: replace(document, signer=replace(document.signer, **fields))


def last(words: str) -> Redraw:
    """One more paragraph before the last of the body."""
    return lambda document: replace(document, body=(*document.body[:-1], Paragraph(words), document.body[-1]))


def body(*blocks: Any) -> Redraw:
    """Another body."""
    return lambda document: replace(document, body=tuple(blocks))


LETTER = ("ours/cong-van", "word/cong-van")
LETTERS = ("ours/cong-van", "styles/cong-van", "google/cong-van")
REPORT = ("ours/bao-cao", "borders/bao-cao")
DECISION = ("ours/quyet-dinh-truc-tiep", "word/quyet-dinh-truc-tiep")
NOTICE = ("ours/thong-bao", "styles/thong-bao")
PLAN = ("ours/ke-hoach", "word/ke-hoach")
RULES_TEXT = ("ours/quy-che", "word/quy-che")
COPY = ("ours/sao-y", "ours/sao-luc")
NAME, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
SIGNED_AT = datetime.datetime(2026, 11, 17, 9, 0, tzinfo=datetime.UTC)
SENTENCE = "Các cơ quan phối hợp thực hiện theo quy định và báo cáo kết quả về Sở Nội vụ để tổng hợp."
CHAPTERS = (
    Heading(Level.CHAPTER, "I", "Quy định chung"),
    Heading(Level.SECTION, "1", "Phạm vi"),
    Heading(Level.ARTICLE, "1", text=SENTENCE),
    Heading(Level.POINT, "a", text=SENTENCE),
    Heading(Level.POINT, "b", text=SENTENCE),
)

SWAPPED = (
    "so-ky-hieu.canh-giua", "dia-danh.canh-giua", "cong-van.trich-yeu-giua", "co-quan.co", "tieu-ngu.canh-giua", "co-quan.duong-ke",
    "tieu-ngu.duong-ke", "so-ky-hieu.co", "cong-van.trich-yeu",
)  # fmt: skip

FAULTS: tuple[Fault, ...] = (
    # Mục I
    Fault("trang.kho-giay", LETTERS, page(w=612, h=792)),
    Fault("trang.chieu-giay", LETTERS, page(w=841.9, h=595.3)),
    Fault("trang.le", LETTERS, page(left=72)),
    Fault("trang.le", NOTICE, page(top=42.5, bottom=42.5)),
    Fault("trang.le", ("word/chi-thi", "ours/chi-thi"), page(right=71)),
    Fault("trang.phong-chu", LETTERS, look("đề nghị các cơ quan, địa phương quan tâm", font="Arial")),
    Fault("trang.phong-chu", NOTICE, look("Nơi nhận", colour="FF0000")),
    Fault("trang.phong-chu", ("word/cong-van", "google/cong-van"), look("Kinh phí", font=".VnTime")),
    Fault("trang.so-trang", PLAN, xml(r"<w:titlePg\s*/>", "")),
    Fault(
        "trang.so-trang",
        ("word/ke-hoach", "ours/cong-van"),
        edits.all_sizes("20", r"word/header\d\.xml"),
        also=("pham-vi.trinh-bay",),
    ),
    Fault("phu-luc.so-trang", PLAN, xml(r'<w:pgNumType w:start="1"/>', "")),
    # khoản 1
    Fault(
        "quoc-hieu.chu",
        (*LETTERS, "tabs/ke-hoach", "boxes/cong-van"),
        text(NAME, NAME.replace("CHỦ NGHĨA", "CHŨ NGHĨA")),
    ),
    Fault("quoc-hieu.kieu-chu", (*LETTERS, "boxes/cong-van"), look(NAME, size=14)),
    Fault("quoc-hieu.kieu-chu", ("ours/thong-bao", "borders/bao-cao"), look(NAME, b=False)),
    Fault("quoc-hieu.vi-tri", ("ours/thong-bao", "word/cong-van"), edits.swap_columns, also=SWAPPED),
    Fault("tieu-ngu.chu", (*LETTERS, "boxes/cong-van"), text(MOTTO, "Độc lập-Tự do-Hạnh phúc")),
    Fault("tieu-ngu.chu", ("styles/thong-bao", "ours/thong-bao"), text(MOTTO, "Độc lập - tự do - hạnh phúc")),
    Fault("tieu-ngu.kieu-chu", LETTERS, look(MOTTO, size=12), also=("tieu-ngu.duong-ke",)),
    Fault("tieu-ngu.kieu-chu", ("ours/thong-bao", "borders/bao-cao"), look(MOTTO, i=True)),
    Fault(
        "tieu-ngu.canh-giua",
        ("ours/cong-van", "word/cong-van"),
        setting(MOTTO, align="left"),
        also=("tieu-ngu.duong-ke",),
    ),
    Fault("tieu-ngu.duong-ke", ("ours/cong-van", "borders/bao-cao"), edits.no_rule_below_motto),
    Fault("tieu-ngu.duong-ke", ("underlined/thong-bao", "underlined/nghi-quyet"), look(MOTTO, u=False)),
    Fault("tieu-ngu.dong-don", ("ours/cong-van", "word/cong-van"), setting(NAME, after=12)),
    # khoản 2
    Fault("co-quan.co", ("ours/chi-thi", "word/chi-thi"), without("ỦY BAN NHÂN DÂN TỈNH T")),
    Fault("co-quan.ten-day-du", ("ours/ke-hoach", "word/ke-hoach"), document=change(organ_name="UBND xã Bình Thuận")),
    Fault("co-quan.cap-huyen", LETTER, document=change(parent_organ="UBND huyện A")),
    Fault("co-quan.kieu-chu", ("ours/cong-van", "google/cong-van"), look("SỞ NỘI VỤ", size=14)),
    Fault("co-quan.kieu-chu", ("ours/ke-hoach", "word/ke-hoach"), look("ỦY BAN NHÂN DÂN", i=True, only=1)),
    Fault(
        "co-quan.canh-giua",
        ("ours/cong-van", "google/cong-van"),
        setting("SỞ NỘI VỤ", align="left"),
        also=("co-quan.duong-ke",),
    ),
    Fault("co-quan.duong-ke", ("ours/cong-van", "borders/bao-cao"), edits.long_rule_below_organ),
    Fault("chu-quan.kieu-chu", (*LETTERS,), look("UBND TỈNH T", b=True)),
    Fault("co-quan.dong-don", ("ours/cong-van", "google/cong-van"), setting("SỞ NỘI VỤ", before=10)),
    # khoản 3
    Fault("so-ky-hieu.co", ("ours/thong-bao", "styles/thong-bao"), without("Số: ")),
    Fault("ky-hieu.ten-loai", LETTERS, document=change(code_notation="CV-SNV")),
    Fault("ky-hieu.ten-loai", DECISION, document=change(code_notation="UBND"), also=("ky-hieu.viet-tat",)),
    Fault("ky-hieu.viet-tat", ("ours/to-trinh", "google/to-trinh"), document=change(code_notation="TT-VP")),
    Fault("ky-hieu.viet-tat", ("ours/chuong-trinh", "word/chuong-trinh"), document=change(code_notation="CT-UBND")),
    Fault("so.kieu-chu", LETTERS, look("Số: ", size=12)),
    Fault("so.kieu-chu", ("ours/thong-bao", "borders/bao-cao"), look("Số: ", b=True)),
    Fault("so.hai-cham", (*LETTERS, "tabs/ke-hoach"), text("Số: ", "Số ")),
    Fault("so.so-khong", LETTERS, document=change(code_number="7")),
    Fault("ky-hieu.kieu-chu", LETTERS, document=change(code_notation="snv-vtlt")),
    Fault("ky-hieu.dau", LETTERS, document=change(code_notation="SNV - VTLT")),
    Fault("ky-hieu.dau", DECISION, text("214/QĐ", "214 / QĐ")),
    Fault("so-ky-hieu.canh-giua", ("ours/cong-van", "google/cong-van"), setting("Số: ", align="right")),
    # khoản 4
    Fault(
        "dia-danh.co",
        ("ours/cong-van", "word/cong-van"),
        text("ngày 18 tháng 11 năm 2026", "ngày 18/11/2026"),
        also=("dia-danh.dau-phay",),
    ),
    Fault("ngay.so-khong", ("ours/cong-van", "google/cong-van"), text("ngày 18 tháng 11", "ngày 8 tháng 11")),
    Fault("ngay.so-khong", DECISION, text("ngày 09 tháng 11 năm 2026", "ngày 19 tháng 1 năm 2026", 1)),
    Fault("dia-danh.cung-dong", ("ours/cong-van", "word/cong-van"), edits.date_up),
    Fault("dia-danh.kieu-chu", LETTERS, look("Phường Trung tâm, ngày", i=False)),
    Fault(
        "dia-danh.viet-hoa", ("ours/thong-bao", "ours/ke-hoach", "word/ke-hoach"), document=change(place="Bình thuận")
    ),
    Fault("dia-danh.dau-phay", LETTERS, text("Phường Trung tâm, ngày", "Phường Trung tâm ngày")),
    Fault("dia-danh.canh-giua", ("ours/bao-cao", "borders/bao-cao"), setting("Bình Thuận, ngày", align="left")),
    # khoản 5
    Fault("trich-yeu.co", ("ours/thong-bao", "styles/thong-bao"), document=change(subject="")),
    Fault("ten-loai.kieu-chu", NOTICE, look("THÔNG BÁO", size=16)),
    Fault("ten-loai.kieu-chu", PLAN, text("KẾ HOẠCH", "Kế hoạch", 1)),
    Fault("ten-loai.canh-giua", NOTICE, setting("THÔNG BÁO", align="left")),
    Fault("trich-yeu.kieu-chu", NOTICE, look("Về việc chuyển", b=False), also=("trich-yeu.duong-ke",)),
    Fault("trich-yeu.kieu-chu", PLAN, look("Số hóa hồ sơ, tài liệu của Ủy ban", i=True)),
    Fault("trich-yeu.duong-ke", ("borders/bao-cao", "borders/ke-hoach"), edits.no_rule_below_subject),
    Fault("cong-van.khong-ten-loai", ("ours/cong-van", "google/cong-van"), edits.letter_heading),
    Fault("cong-van.trich-yeu", LETTERS, look("V/v ", b=True)),
    Fault("cong-van.trich-yeu", ("ours/cong-van", "styles/cong-van"), text("V/v ", "Vv: ")),
    Fault(
        "cong-van.trich-yeu-giua",
        ("ours/cong-van", "google/cong-van"),
        both(
            setting("V/v ", align="left", left=0, right=0),
            text("V/v cử công chức tham gia lớp bồi dưỡng nghiệp vụ văn thư, lưu trữ", "V/v cử công chức"),
        ),
    ),
    Fault("cong-van.trich-yeu-cach", LETTERS, setting("V/v ", before=0)),
    # khoản 6
    Fault("can-cu.day-du", DECISION, text("Luật Lưu trữ ngày", "Luật Lưu trữ số 33/2024/QH15 ngày")),
    Fault(
        "can-cu.day-du",
        ("ours/quyet-dinh-ban-hanh", "word/nghi-quyet"),
        document=change(
            legal_bases=(
                "Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư",
                "Theo đề nghị của Chánh Văn phòng",
            )
        ),
    ),
    Fault("can-cu.kieu-chu", DECISION, look("Căn cứ Luật Lưu trữ", i=False)),
    Fault("can-cu.dau-cau", DECISION, text("năm 2024;", "năm 2024,")),
    Fault(
        "can-cu.dau-cau",
        ("ours/nghi-quyet", "word/quyet-dinh-truc-tiep"),
        document=change(
            legal_bases=(
                "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
                "Theo đề nghị của Chánh Văn phòng;",
            )
        ),
        file=text("Văn phòng;.", "Văn phòng;"),
    ),
    Fault(
        "can-cu.hieu-luc",
        DECISION,
        document=change(
            legal_bases=(
                "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư",
                "Theo đề nghị của Chánh Văn phòng",
            )
        ),
    ),
    Fault(
        "can-cu.hieu-luc",
        DECISION,
        text("Luật Lưu trữ ngày 21 tháng 6 năm 2024", "Luật Lưu trữ ngày 11 tháng 11 năm 2011"),
    ),
    Fault("vien-dan.lan-dau", LETTER, text("số 12/CT-UBND ngày 20 tháng 10 năm 2026 của", "số 12/CT-UBND của")),
    Fault("phan-chuong.co-tieu-de", RULES_TEXT, without("QUY ĐỊNH CHUNG")),
    Fault("phan-chuong.dong-so", RULES_TEXT, text("Chương II", "Chương 2")),
    Fault("phan-chuong.dong-so", RULES_TEXT, text("Chương I", "CHƯƠNG I", 1)),
    Fault("phan-chuong.tieu-de", RULES_TEXT, look("NỘI DUNG PHỐI HỢP", b=False)),
    Fault("muc.dong-so", RULES_TEXT, document=body(*CHAPTERS), file=text("Mục 1", "Mục I")),
    Fault("muc.tieu-de", RULES_TEXT, document=body(*CHAPTERS), file=setting("PHẠM VI", align="left")),
    Fault("muc-la-ma.kieu-chu", PLAN, look("II. NỘI DUNG", b=False)),
    Fault("dieu.trinh-bay", DECISION, text("Điều 2.", "Điều 2")),
    Fault("dieu.trinh-bay", RULES_TEXT, look("Điều 3.", b=False)),
    Fault("dieu.thu-tu", DECISION, text("Điều 3. Quyết", "Điều 4. Quyết")),
    Fault("khoan.trinh-bay", LETTERS, text("2. Thời gian", "2) Thời gian")),
    Fault("khoan.trinh-bay", PLAN, text("3. Thời gian", "3/ Thời gian")),
    Fault("khoan.tieu-de", ("ours/huong-dan", "word/huong-dan"), look("2. Thu thập tài liệu", b=False)),
    Fault("diem.trinh-bay", ("ours/huong-dan", "word/huong-dan"), text("đ) Cập nhật", "e) Cập nhật")),
    Fault("diem.trinh-bay", ("ours/chi-thi", "word/chi-thi"), text("b) Chỉ đạo", "b. Chỉ đạo")),
    Fault("noi-dung.chu-thuong", LETTERS, look("Kinh phí: Sở", i=True)),
    Fault("noi-dung.co-chu", LETTERS, look("đề nghị các cơ quan, địa phương quan tâm", size=12)),
    Fault("noi-dung.canh-deu", LETTERS, setting("Danh sách cử tham gia", align="left")),
    Fault("noi-dung.lui-dong", LETTERS, setting("Danh sách cử tham gia", first=0)),
    Fault("noi-dung.cach-doan", ("ours/cong-van", "word/cong-van"), setting("Danh sách cử tham gia", before=0)),
    Fault("noi-dung.gian-dong", LETTERS, setting("Danh sách cử tham gia", line=2)),
    Fault("noi-dung.ket-thuc", LETTERS, text("./.", ".")),
    # khoản 7
    Fault("nguoi-ky.co", ("ours/cong-van", "word/cong-van"), without("Nguyễn Thị Phương Thảo")),
    Fault("quyen-han.viet-tat", LETTERS, text("KT. GIÁM ĐỐC", "KT GIÁM ĐỐC")),
    Fault("quyen-han.viet-tat", PLAN, text("TM. ỦY BAN", "T/M ỦY BAN")),
    Fault("quyen-han.dung-cach", LETTERS, document=signer(authorities=())),
    Fault("ho-ten.khong-hoc-vi", LETTERS, document=signer(full_name="ThS. Nguyễn Thị Phương Thảo")),
    Fault("quyen-han.kieu-chu", LETTERS, look("PHÓ GIÁM ĐỐC", b=False)),
    Fault("ho-ten.kieu-chu", LETTERS, look("Nguyễn Thị Phương Thảo", size=12)),
    Fault("ho-ten.canh-giua", ("ours/cong-van", "google/cong-van"), setting("Nguyễn Thị Phương Thảo", align="left")),
    Fault("ho-ten.viet-hoa", LETTERS, document=signer(full_name="Nguyễn thị Phương Thảo")),
    # khoản 9
    Fault("kinh-gui.co", LETTERS, document=change(addressed_to=())),
    Fault("kinh-gui.kieu-chu", ("ours/bao-cao", "borders/bao-cao"), look("Kính gửi", b=True)),
    Fault("kinh-gui.hai-cham", ("ours/bao-cao", "borders/bao-cao"), text("Kính gửi:", "Kính gửi")),
    Fault("kinh-gui.nhieu-noi", LETTERS, text("- Các sở, ban, ngành;", "- Các sở, ban, ngành,")),
    Fault("kinh-gui.thang-hang", LETTERS, setting("- Các sở, ban, ngành;", left=30, first=0)),
    Fault(
        "noi-nhan.co",
        LETTERS,
        both(
            without("Nơi nhận"),
            without("- Như trên"),
            without("UBND tỉnh (để báo cáo)"),
            without("Giám đốc, các Phó Giám đốc Sở"),
            without("- Lưu: VT"),
        ),
    ),
    Fault("noi-nhan.nhu-tren", LETTERS, text("- Như trên;", "- Các sở, ban, ngành;")),
    Fault("noi-nhan.tu", LETTERS, look("Nơi nhận", i=False)),
    Fault("noi-nhan.tu", NOTICE, look("Nơi nhận", size=14)),
    Fault("noi-nhan.ngang-hang", ("ours/cong-van", "word/cong-van"), edits.recipients_below),
    Fault("noi-nhan.danh-sach", LETTERS, look("- UBND tỉnh (để báo cáo)", size=13)),
    Fault("noi-nhan.tung-dong", LETTERS, text("(để báo cáo);", "(để báo cáo)")),
    Fault("noi-nhan.luu", LETTERS, text("Lưu: VT, VTLT (02).", "Lưu VT, VTLT")),
    Fault("noi-nhan.luu", NOTICE, text("Lưu: VT, VP.", "Lưu: VT, VP")),
    # Mục III
    Fault("phu-luc.chi-dan-trong-van-ban", PLAN, text(", chi tiết tại Phụ lục kèm theo Kế hoạch này", "")),
    Fault("phu-luc.danh-so", ("ours/phu-luc-giay",), text("Phụ lục II", "Phụ lục 2", 1)),
    Fault("phu-luc.tu", PLAN, edits.appendix_small),
    Fault("phu-luc.ten", PLAN, look("KHỐI LƯỢNG HỒ SƠ", b=False)),
    Fault("phu-luc.chi-dan", PLAN, look("(Kèm theo", i=False), also=("phu-luc.chi-dan",)),
    Fault(
        "phu-luc.dien-du",
        PLAN,
        text("142/KH-UBND ngày 19 tháng 11 năm 2026 của", "143/KH-UBND ngày 19 tháng 11 năm 2026 của"),
    ),
    Fault("ban-sao.hinh-thuc", ("ours/sao-y", "ours/sao-luc"), edits.copy_light),
    Fault("ban-sao.ky-hieu", ("ours/sao-y",), text("16/SY", "16/SYBC")),
    Fault("ban-sao.ky-hieu", ("ours/sao-luc",), text("/SL-", "/SY-")),
    Fault("ban-sao.duong-ke", COPY, edits.no_wide_rule),
    Fault("ban-sao.day-du", COPY, edits.copy_without_date),
    Fault("do-khan.kieu-chu", ("ours/cong-van", "ours/cong-dien"), edits.urgency("sz", "32")),
    Fault("do-khan.khung", ("ours/cong-van", "ours/cong-dien"), edits.small_box),
    Fault("do-khan.mau", ("ours/cong-van", "ours/cong-dien"), edits.urgency("color", "000000")),
    Fault(
        "pham-vi.trinh-bay",
        ("ours/quy-che", "ours/phuong-an"),
        edits.saying("LƯU HÀNH", "b", "0", r"word/header\d\.xml"),
    ),
    Fault(
        "nguoi-soan.trinh-bay",
        LETTER,
        document=change(drafter_mark=DrafterMark("PVL", 125)),
        file=look("PVL.(125)", size=13),
    ),
    Fault("dia-chi.kieu-chu", ("ours/cong-van", "ours/thong-bao"), edits.all_sizes("28", r"word/footer\d\.xml")),
    Fault(
        "dia-chi.duong-ke",
        ("ours/cong-van", "ours/thong-bao"),
        xml(r"<w:pBdr>.*?</w:pBdr>", "", part=r"word/footer\d\.xml"),
    ),
    Fault(
        "chu-ky-so.trinh-bay",
        ("ours/ban-sao-dien-tu", "ours/phu-luc-dien-tu"),
        edits.saying("+07:00", "sz", "24", r"word/header\d\.xml"),
    ),
    Fault(
        "ban-sao-dien-tu.thong-tin",
        ("ours/ban-sao-dien-tu",),
        xml("SAO Y", "SAO Y BẢN CHÍNH", part=r"word/header\d\.xml"),
    ),
    Fault(
        "ban-sao-dien-tu.thong-tin",
        ("ours/thong-bao",),
        document=change(signing_note=SigningNote(("SAO LỤC",), SIGNED_AT)),
    ),
    Fault("phu-luc.danh-so", PLAN, document=lambda one: replace(one, appendices=one.appendices * 2)),
    Fault(
        "mau.ban-hanh-kem-theo",
        ("ours/quyet-dinh-truc-tiep",),
        document=lambda one: replace(one, attached_text=documents()["quyet-dinh-ban-hanh"].attached_text),
    ),
    # Phụ lục II
    Fault("viet-hoa.dau-cau", LETTERS, text("Kinh phí: Sở", "kinh phí: Sở")),
    Fault(
        "viet-hoa.dau-cau",
        NOTICE,
        document=last("Bộ phận tiếp nhận làm việc tại địa điểm mới. người dân đến sớm để được hướng dẫn."),
    ),
    Fault(
        "viet-hoa.don-vi-hanh-chinh",
        NOTICE,
        document=last("Danh mục thủ tục của Xã Bình Thuận được niêm yết tại chỗ, theo lịch của Tỉnh Nam Định."),
    ),
    Fault(
        "viet-hoa.dac-biet",
        NOTICE,
        document=last("Tài liệu gửi từ thành phố Hồ Chí Minh được tiếp nhận tại địa điểm mới."),
    ),
    Fault("viet-hoa.vung-mien", NOTICE, document=last("Các xã thuộc vùng tây bắc nộp hồ sơ theo lịch riêng.")),
    Fault("viet-hoa.co-quan", NOTICE, document=last("Hồ sơ được gửi về Sở nội vụ và Hội Đồng Nhân Dân xã.")),
    Fault("viet-hoa.ten-nuoc-ngoai", NOTICE, document=last("Hội thảo có đại diện của Unesco tham dự.")),
    Fault("viet-hoa.huan-chuong", NOTICE, document=last("Đơn vị được tặng huân chương Lao động năm 2025.")),
    Fault("viet-hoa.chuc-vu", NOTICE, document=last("Việc này do giám đốc Nguyễn Văn Bình phụ trách.")),
    Fault("viet-hoa.ngay-le", NOTICE, document=last("Bộ phận nghỉ làm việc ngày quốc khánh 2-9.")),
    Fault(
        "viet-hoa.ten-van-ban",
        NOTICE,
        document=last(
            "Việc tiếp nhận theo nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư."
        ),
    ),
    Fault("viet-hoa.vien-dan", NOTICE, document=last("Hồ sơ gồm giấy tờ quy định tại Khoản 2 Điều 5 của Quy chế.")),
    Fault("viet-hoa.ngay-tet", NOTICE, document=last("Bộ phận nghỉ tết Nguyên Đán theo lịch chung.")),
    Fault("viet-hoa.thu-thang", NOTICE, document=last("Bộ phận nhận hồ sơ vào chiều thứ hai hằng tuần.")),
    Fault("viet-hoa.su-kien", NOTICE, document=last("Phòng trưng bày tài liệu về cách mạng tháng tám.")),
    # Phụ lục III
    Fault("mau.tham-quyen", DECISION, document=change(issuing_authority="")),
    Fault("mau.chu-quyet-dinh", DECISION, text("QUYẾT ĐỊNH:", "QUYẾT ĐỊNH")),
    Fault(
        "mau.ban-hanh-kem-theo",
        ("ours/quyet-dinh-ban-hanh",),
        document=body(
            Heading(Level.ARTICLE, "1", text="Các phòng chuyên môn chịu trách nhiệm thi hành Quyết định này.")
        ),
    ),
    Fault(
        "mau.bien-ban",
        ("ours/bien-ban", "styles/bien-ban"),
        document=lambda one: dataclasses.replace(one, secretary=None),
    ),
    Fault("mau.cong-dien", ("ours/cong-dien", "word/cong-dien"), document=change(address_lead="Kính gửi")),
    Fault("mau.giay-moi", ("ours/giay-moi", "word/giay-moi"), text("Địa điểm", "Nơi họp")),
    Fault("mau.giay-gioi-thieu", ("ours/giay-gioi-thieu", "google/giay-gioi-thieu"), text("Chức vụ", "Công việc")),
    Fault("mau.giay-nghi-phep", ("ours/giay-nghi-phep", "word/giay-nghi-phep"), text("tính vào", "ghi vào")),
)
