"""What is stamped or signed on a page: urgency, secrecy, the stamp ĐẾN, a fictional signature and seal.

Signature and seal are drawings that resemble no real one; the seal says MÔ PHỎNG.
"""

from law.layout.document import ArrivalStamp, Document, Signer
from law.layout.markup import capitals, element, text
from law.vietnamese import fold, short_date

# Presentation attributes, not CSS: the PDF writer does not apply a page's style sheet inside a drawing.
_INK_BLUE = "#1d3fb0"
_SEAL_RED = "#c8102e"
# Three strokes of an imaginary hand, in a box of 120 x 50. Which one a signer gets follows from the name.
_STROKES = (
    "M6 34C14 10 26 6 24 22 22 38 12 44 16 32 22 14 42 12 38 30 36 42 50 20 58 18 64 17 56 36 66 30 "
    "78 22 80 12 88 14 96 17 84 36 114 22M10 42C40 34 80 36 112 40",
    "M8 20C20 4 34 8 26 26 20 40 10 40 18 28 30 10 46 14 44 28 43 36 54 26 60 18 66 10 72 20 66 30 61 38 "
    "78 32 86 20 92 10 98 22 92 30 88 36 104 32 114 16M30 44C56 38 84 38 108 42",
    "M10 38C10 16 24 4 30 14 35 24 16 40 12 30 9 22 40 16 46 24 50 30 42 38 52 34 64 28 66 16 74 18 "
    "82 21 70 38 82 34 96 28 100 20 112 26M18 45C30 40 60 41 96 45",
)


def secrecy_and_urgency(document: Document) -> str:
    """Ô số 10a and 10b, at the left under the head; empty for an ordinary document."""
    parts = ""
    if document.secrecy.mark:
        parts += element("p", "a4-secrecy", text(document.secrecy.mark), data_zone="10a")
    if document.urgency.mark:
        level = document.urgency.name.lower().replace("_", "-")
        parts += element("p", f"a4-urgency a4-urgency-{level}", text(document.urgency.mark), data_zone="10b")
    return element("div", "a4-marks", parts) if parts else ""


def arrival_stamp(document: Document) -> str:
    """Dấu ĐẾN of Phụ lục IV Mục V; empty before the document was stamped."""
    return _stamp(document.arrival_stamp) if document.arrival_stamp else ""


def _stamp(stamp: ArrivalStamp) -> str:
    number = str(stamp.number) if stamp.number is not None else ""
    date = short_date(stamp.date) if stamp.date else ""
    return element(
        "div",
        "a4-arrival",
        element("p", "a4-arrival-organ", capitals(stamp.organ)),
        element(
            "div",
            "a4-arrival-middle",
            element("p", "a4-arrival-word", "ĐẾN"),
            element("div", "a4-arrival-fields", _field("Số:", number), _field("Ngày:", date)),
        ),
        _field("Chuyển:", stamp.forwarded_to, "a4-arrival-line"),
        _field("Số và ký hiệu HS:", stamp.file_code, "a4-arrival-line"),
        role="group",
        aria_label="Dấu đến",
    )


def _field(label: str, value: str, css: str = "") -> str:
    written = element("span", "a4-arrival-value", text(value))
    return element("p", f"a4-arrival-field {css}".strip(), element("span", "", text(label)), " ", written)


def signature_picture(signer: Signer, zone: str = "7c") -> str:
    """Ô số 7c: an invented signature in blue."""
    stroke = _STROKES[sum(map(ord, fold(signer.full_name))) % len(_STROKES)]
    path = element(
        "path",
        "",
        d=stroke,
        fill="none",
        stroke=_INK_BLUE,
        stroke_width="1.5",
        stroke_linecap="round",
        stroke_linejoin="round",
    )
    label = f"Chữ ký mô phỏng của {signer.full_name}"
    return _picture("a4-signature-picture", zone, "0 0 120 50", label, path)


def _seal_word(word: str, height: str) -> str:
    return element(
        "text",
        "",
        word,
        x="50",
        y=height,
        fill=_SEAL_RED,
        font_family="Liberation Serif, Times New Roman, serif",
        font_size="13",
        font_weight="bold",
        text_anchor="middle",
    )


def seal_picture(zone: str = "8") -> str:
    """Ô số 8: an invented round seal in red, over the left third of the signature."""
    rings = "".join(
        element("circle", "", cx="50", cy="50", r=radius, fill="none", stroke=_SEAL_RED, stroke_width=width)
        for radius, width in (("47", "3"), ("42", "1"), ("27", "1"))
    )
    words = _seal_word("MÔ", "46") + _seal_word("PHỎNG", "61")
    return _picture("a4-seal-picture", zone, "0 0 100 100", "Dấu mô phỏng của cơ quan", rings + words)


def _picture(css: str, zone: str, view_box: str, label: str, drawing: str) -> str:
    picture = element("svg", "", drawing, viewBox=view_box, width="100%", height="100%", aria_hidden="true")
    return element("div", css, picture, role="img", aria_label=label, data_zone=zone)
