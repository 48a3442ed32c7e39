"""Files that strangers should not get away with, by name; each with the words that its refusal must have."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from law.layout.word.writer import write_docx
from lookup.samples.reading import load

LETTER = write_docx(load()["cong-van"].document)


def letter_with(
    added: Mapping[str, bytes] | None = None, changed: Mapping[str, Callable[[bytes], bytes]] | None = None
) -> bytes:
    """A good letter with more members or other contents."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(LETTER)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            change = (changed or {}).get(name)
            target.writestr(name, change(content) if change else content)
        for name, content in (added or {}).items():
            target.writestr(name, content)
    return held.getvalue()


def with_doctype(doctype: str, use: str) -> bytes:
    """The letter with a declaration in its main part and a use of it."""

    def change(content: bytes) -> bytes:
        text = content.decode()
        head, _, rest = text.partition("?>")
        return f"{head}?>{doctype}{rest.replace('Kính gửi', use, 1)}".encode()

    return letter_with(changed={"word/document.xml": change})


def laughs() -> bytes:
    """A billion laughs."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return with_doctype(f'<!DOCTYPE w [<!ENTITY a0 "ha">{entities}]>', "&a9;")


def gigapixel() -> bytes:
    """A picture of 40,000 by 40,000 points that is a few bytes long."""
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return letter_with({"word/media/image1.png": b"\x89PNG\r\n\x1a\n" + chunk})


def pdf(more: str, *objects: str, page: str = "") -> bytes:
    """A small PDF; `more` goes into its catalogue, `objects` are numbered from 4."""
    content = "BT /F1 12 Tf 72 720 Td (Van ban) Tj ET"
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {more} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {page} >>",
        *objects,
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    written, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF"
    return written + end.encode()


def many_members() -> bytes:
    """20,000 members."""
    return letter_with({f"word/media/{number}.bin": b"" for number in range(20_000)})


def deep() -> bytes:
    """Tables in tables, a hundred thousand deep."""
    inner = b"<w:tbl><w:tr><w:tc>" * 100_000
    return letter_with(changed={"word/document.xml": lambda whole: whole.replace(b"<w:body>", b"<w:body>" + inner, 1)})


def encrypted_word() -> bytes:
    """What Word makes of a document with a password: an OLE container with an encrypted package."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


def open_document() -> bytes:
    """An .odt."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        target.writestr("content.xml", "<office/>")
    return held.getvalue()


BAD_FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "external entity": (
        lambda: with_doctype('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        "a.docx",
        "DOCTYPE",
    ),
    "billion laughs": (laughs, "a.docx", "DOCTYPE"),
    "macros": (lambda: letter_with({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "a.docm", "macro"),
    "password of Word": (encrypted_word, "a.docx", "mật khẩu"),
    "password of PDF": (
        lambda: pdf("").replace(
            b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >> /ID [(a) (a)]"
        ),
        "a.pdf",
        "mật khẩu",
    ),
    "truncated .docx": (lambda: LETTER[: len(LETTER) // 2], "a.docx", "bị hỏng"),
    "truncated PDF": (lambda: pdf("")[:120], "a.pdf", "bị hỏng"),
    "20,000 members": (many_members, "a.docx", "bất thường"),
    "gigapixel picture": (gigapixel, "a.docx", "ảnh lớn bất thường"),
    "script in a PDF": (
        lambda: pdf("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        "a.pdf",
        "JavaScript",
    ),
    "pages that hold themselves": (lambda: pdf("").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"), "a.pdf", "."),
    "a hundred thousand tables in each other": (deep, "a.docx", "."),
    "open document": (open_document, "a.odt", ".odt"),
    "rich text": (lambda: b"{\\rtf1 Van ban}", "a.rtf", ".rtf"),
    "plain text": (lambda: "Công văn".encode(), "a.txt", "Không nhận ra"),
    "spreadsheet": (lambda: letter_with({"xl/workbook.xml": b"<x/>"}), "a.xlsx", "bảng tính"),
    "PDF named .docx": (lambda: pdf(""), "a.docx", "."),
    "name with control characters": (lambda: b"", "a\x01\u202e\x7fcod.docx", "Tệp rỗng"),
    "name of 300 letters": (lambda: b"", "Ừ" * 300 + ".docx", "Tệp rỗng"),
}
