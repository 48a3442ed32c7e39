"""Reading, understanding and judging documents, on what our own writer makes."""

import dataclasses
import datetime
import io
import zipfile

import pytest

from law import register
from law.layout.document import Document, Heading, Level, Paragraph
from law.layout.soi import Outcome, Part, Report, TooLarge, Unreadable, judge, read, understand
from law.layout.word.writer import write_docx
from lookup.samples.reading import load
from tests.law.documents import decision, official_letter

DAY = datetime.date(2026, 11, 26)


def soi(content: bytes, name: str = "van-ban.docx") -> Report:
    return judge(understand(read(content, name)), register.load(), DAY)


def fails(report: Report) -> set[str]:
    return {one.rule for one in report.of(Outcome.FAIL)}


def test_what_the_writer_makes_has_no_fault() -> None:
    body = (Heading(Level.ARTICLE, "1", text="Thành lập Tổ công tác (danh sách kèm theo)."),)
    for document in (official_letter(), decision(body=body)):
        report = soi(write_docx(document))
        assert fails(report) == set()
        assert report.document_type == document.document_type.key


def test_the_components_of_a_letter_are_found() -> None:
    seen = understand(read(write_docx(official_letter()), "a.docx"))
    assert seen.text(Part.PARENT_ORGAN) == "UBND TỈNH T"
    assert seen.text(Part.ORGAN) == "SỞ NỘI VỤ"
    assert seen.text(Part.CODE) == "Số: 05/SNV-VP"
    assert seen.text(Part.LETTER_SUBJECT).startswith("V/v cử công chức")
    assert [line.text for line in seen[Part.ADDRESSED_TO].lines][1:] == [
        "- Các sở, ban, ngành;",
        "- Ủy ban nhân dân các xã, phường.",
    ]
    assert seen.text(Part.AUTHORITY) == "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"
    assert seen.text(Part.SIGNER) == "Nguyễn Thị Phương Thảo"


def test_a_finding_says_rule_article_place_and_remedy() -> None:
    report = soi(write_docx(official_letter(code_number="5"))).as_json()
    assert report["document_type"] == "cong-van"
    [finding] = [one for one in report["findings"] if one["outcome"] == "FAIL"]
    assert finding["rule"] == "so.so-khong"
    assert finding["article"] == "ND30.PL1.P1.M2.K3.C"
    assert finding["found"] == "số ghi “5”"
    assert finding["where"]["text"] == "Số: 5/SNV-VP"
    assert finding["expected"] == "05"
    assert finding["how"]


SAMPLES = load()


@pytest.mark.parametrize("key", SAMPLES)
def test_no_sample_has_a_fault(key: str) -> None:
    report = soi(write_docx(SAMPLES[key].document))
    assert [
        (one.rule, one.found) for one in report.findings if one.outcome in (Outcome.FAIL, Outcome.NEEDS_REVIEW)
    ] == []


def packed(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in members.items():
            box.writestr(name, content)
    return held.getvalue()


def repacked(document: Document, **changes: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(write_docx(document))) as box:
        members = {name: box.read(name) for name in box.namelist()}
    return packed(**{**members, **changes})


LETTER = official_letter()
BAD = {
    "empty": (b"", "rỗng"),
    "text": (b"Kinh gui", "Không nhận ra"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".doc kiểu cũ"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "truncated": (write_docx(LETTER)[:2000], "hỏng"),
    "a zip of something else": (packed(**{"a.txt": b"a"}), "không phải văn bản Word"),
    "macros": (repacked(LETTER, **{"word/vbaProject.bin": b"x"}), "macro"),
    "an outer entity": (
        repacked(LETTER, **{"word/document.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
        "DOCTYPE",
    ),
    "broken xml": (repacked(LETTER, **{"word/document.xml": b"<w:document"}), "hỏng"),
    "a bomb": (repacked(LETTER, **{"word/styles.xml": bytes(8_000_000)}), "lớn bất thường"),
    "many members": (packed(**{f"word/{n}.xml": b"" for n in range(4000)}), "lớn bất thường"),
    "a huge picture": (
        repacked(LETTER, **{"word/media/a.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (40000).to_bytes(4) * 2 + bytes(9)}),
        "ảnh lớn",
    ),
    "a script": (b"%PDF-1.7\n1 0 obj <</S /JavaScript /JS (app.alert(1))>> endobj", "JavaScript"),
    "a broken PDF": (b"%PDF-1.7\nnothing", "PDF bị hỏng"),
}


@pytest.mark.parametrize(("content", "said"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_read_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(content, "")


def test_a_file_with_the_wrong_ending_is_named() -> None:
    with pytest.raises(Unreadable, match="đuôi .pdf nhưng nội dung là văn bản Word"):
        read(write_docx(LETTER), "cong-van.pdf")


def test_a_file_that_is_too_large_says_so_apart() -> None:
    with pytest.raises(TooLarge):
        read(b"PK\x03\x04" + bytes(21 * 1024 * 1024), "a.docx")


def test_secrets_laws_and_party_documents_are_refused_politely() -> None:
    from law.secrecy import Secrecy

    secret = soi(write_docx(official_letter(secrecy=Secrecy.SECRET)))
    assert (secret.seen.kind.value, secret.findings) == ("bi-mat", ())
    assert "bí mật nhà nước" in secret.refusal
    normative = soi(write_docx(dataclasses.replace(decision(), code_notation="2026/QĐ-UBND")))
    assert "quy phạm pháp luật" in normative.refusal


def test_every_rule_cites_an_article_of_the_register_and_tells_a_remedy() -> None:
    from law.layout.rules.all_rules import RULES

    known = register.load()
    assert [rule.id for rule in RULES.values() if rule.article not in known or not rule.asks or not rule.how] == []


def test_the_table_of_rules_is_the_one_in_the_documents() -> None:
    from pathlib import Path

    from law.layout.rules.table import lines

    written = Path(__file__).parents[2] / "docs/layout-rules.md"
    assert written.read_text(encoding="utf-8") == "\n".join(lines(register.load())) + "\n", (
        "python -m law.layout.rules.table > docs/layout-rules.md"
    )


def plain_file(*paragraphs: str) -> bytes:
    from tests.samples import xml

    return xml.package("".join(paragraphs) + xml.section(header=""))


def centred(words: str, size: float = 13, *, b: bool = True) -> str:
    from tests.samples import xml

    return xml.par(xml.run(words, size, b=b), align="center")


def test_papers_of_persons_are_refused_politely() -> None:
    application = plain_file(
        centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        centred("Độc lập - Tự do - Hạnh phúc"),
        centred("ĐƠN XIN NGHỈ HỌC"),
        centred("Kính gửi: Hiệu trưởng Trường A", b=False),
    )
    report = soi(application)
    assert report.seen.kind.value == "giay-to-ca-nhan"
    assert (report.document_type, report.findings) == ("", ())
    assert "cá nhân" in report.refusal


def test_what_is_no_document_of_a_body_is_said_so() -> None:
    report = soi(plain_file(centred("Danh sách lớp"), centred("Nguyễn Văn A", b=False)))
    assert report.seen.kind.value == "chua-ro"
    assert report.refusal


def test_room_left_for_number_and_day_tears_no_line() -> None:
    from tests.samples import mutate

    content = mutate.text("Số: 05/SNV-VP", "Số:           /SNV-VP")(write_docx(LETTER))
    content = mutate.text("ngày 05 tháng 02", "ngày         tháng 02")(content)
    seen = understand(read(content, "a.docx"))
    assert seen.text(Part.CODE) == "Số: /SNV-VP"
    assert seen.text(Part.PLACE_AND_DATE) == "Phường Trung tâm, ngày tháng 02 năm 2026"
    assert fails(judge(seen, register.load(), DAY)) == set()


def test_old_code_tables_are_recognised_and_said() -> None:
    from tests.samples import mutate

    report = soi(mutate.look("Trân trọng", font=".VnTime")(write_docx(LETTER)))
    [finding] = report.of(Outcome.FAIL)
    assert finding.rule == "trang.phong-chu"
    assert ".VnTime" in finding.found
    assert any(".VnTime" in note for note in report.as_json()["notes"])


def test_both_ways_of_placing_tones_are_right() -> None:
    from tests.samples import mutate

    content = mutate.text("CỘNG HÒA", "CỘNG HOÀ")(write_docx(LETTER))
    assert fails(soi(mutate.text("Ủy ban nhân dân các xã", "Uỷ ban nhân dân các xã")(content))) == set()


def test_a_person_can_point_out_a_component() -> None:
    from law.layout.soi import pointed_out

    seen = understand(read(write_docx(LETTER), "a.docx"))
    code = seen[Part.CODE]
    moved = pointed_out(seen, Part.CODE, [seen[Part.ORGAN].lines[0].id])
    assert moved.text(Part.CODE) == "SỞ NỘI VỤ"
    assert pointed_out(moved, Part.CODE, [code.lines[0].id]).text(Part.CODE) == code.text


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    from tests.samples import mutate

    content = mutate.xml(
        r"(<w:r>(?:(?!</w:r>).)*Trân trọng(?:(?!</w:r>).)*</w:r>)",
        r'<w:ins w:id="1" w:author="a">\1</w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>bỏ đi</w:delText></w:r></w:del>',
    )(write_docx(LETTER))
    report = soi(content)
    assert fails(report) == set()
    assert any("Track Changes" in note for note in report.as_json()["notes"])


def test_secret_marks_are_found_however_they_are_written() -> None:
    from tests.samples import mutate

    content = mutate.after("SỞ NỘI VỤ", "TỐI MẬT")(write_docx(LETTER))
    assert soi(content).seen.kind.value == "bi-mat"


@pytest.mark.parametrize(
    ("code", "title"),
    [("Số: 05/2026/TT-BNV", "THÔNG TƯ"), ("Số: 12/2026/QĐ-UBND", "QUYẾT ĐỊNH"), ("Số: 03/2026/NQ-HĐND", "NGHỊ QUYẾT")],
)
def test_legal_normative_documents_are_known_by_title_and_symbol(code: str, title: str) -> None:
    from tests.samples import mutate

    content = mutate.both(mutate.text("Số: 128/QĐ-UBND", code), mutate.text("QUYẾT ĐỊNH", title, 1))(
        write_docx(decision())
    )
    assert soi(content).seen.kind.value == "quy-pham-phap-luat"


def test_party_documents_are_known_by_their_head() -> None:
    content = plain_file(
        centred("ĐẢNG BỘ TỈNH T"), centred("ĐẢNG CỘNG SẢN VIỆT NAM"), centred("Số 05-QĐ/TU"), centred("QUYẾT ĐỊNH")
    )
    report = soi(content)
    assert report.seen.kind.value == "van-ban-dang"
    assert "Đảng" in report.refusal


def with_body(*words: str) -> Report:
    return soi(write_docx(official_letter(body=tuple(Paragraph(one) for one in words))))


def test_a_day_before_a_citation_counts_as_its_day() -> None:
    assert "vien-dan.lan-dau" not in fails(
        with_body(
            "Ngày 08/10/2024, Chính phủ ban hành Nghị định số 126/2024/NĐ-CP quy định về hội. Sở triển khai thực hiện."
        )
    )
    assert "vien-dan.lan-dau" in fails(with_body("Sở triển khai thực hiện Nghị định số 126/2024/NĐ-CP đến các đơn vị."))


def test_a_clause_at_the_beginning_of_a_point_may_have_a_capital() -> None:
    assert fails(with_body("a) Khoản 3 Điều 15 của Quy chế quy định về thời hạn.")) == set()


def test_a_number_of_a_decree_in_the_text_makes_no_legal_text_of_a_letter() -> None:
    seen = soi(write_docx(official_letter(subject="thực hiện Nghị định số 126/2024/NĐ-CP"))).seen
    assert seen.kind.value == "hanh-chinh"


def test_the_text_of_a_decision_in_a_file_of_its_own_needs_no_number_and_no_signature() -> None:
    report = soi(write_docx(SAMPLES["van-ban-kem-theo-dien-tu"].document))
    assert report.seen.only_attachments
    assert fails(report) == set()


@pytest.mark.parametrize(
    ("font", "name", "motto", "title"),
    [
        (".VnTimeH", "Céng hßa x· héi chñ nghÜa ViÖt Nam", "§éc lËp - Tù do - H¹nh phóc", "Th«ng b¸o"),
        ("VNI-Times", "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "Ñoäc laäp - Töï do - Haïnh phuùc", "THOÂNG BAÙO"),
    ],
)
def test_words_in_old_code_tables_are_read_all_the_same(font: str, name: str, motto: str, title: str) -> None:
    from tests.samples import xml

    def line(words: str, which: str) -> str:
        fonts = f'<w:rFonts w:ascii="{which}" w:hAnsi="{which}"/>'
        return xml.par(xml.run(words, 13, b=True, font=fonts), align="center")

    plain = font.removesuffix("H")
    left = line("UBND TØNH A" if plain == ".VnTime" else "UBND TÆNH A", plain) + line(
        "Sè: 05/TB-UBND" if plain == ".VnTime" else "Soá: 05/TB-UBND", plain
    )
    head = xml.table([[left, line(name, font) + line(motto, plain)]], (180, 280))
    report = soi(xml.package(head + line(title, font) + xml.section(header="")))
    assert report.seen.text(Part.NATIONAL_NAME) == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert report.seen.text(Part.MOTTO) == "Độc lập - Tự do - Hạnh phúc"
    assert report.document_type == "thong-bao"
    assert "trang.phong-chu" in fails(report)
