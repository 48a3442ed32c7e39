"""Our three marks inside Markdown, turned into plain Markdown before it is rendered:

`[[ND30.D21.K2]]` and `[[ND30.D21.K2|khoản 2 Điều 21]]` cite the register, `{{so-den}}` and `{{so-den|số đến}}` name a
term of the glossary, `![lời mô tả](flow.svg)` shows a picture that lies beside the text.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from core.markdown import BOXES
from courses.content_reader.problems import Problem
from courses.content_reader.shelf import Shelf, ShelvedProse
from courses.domain.content import Heading, Term
from courses.domain.questions import Prose
from law.register import Register
from law.vietnamese import slug

_CITE = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")
_TERM = re.compile(r"\{\{([^{}|]+)(?:\|([^{}]+))?\}\}")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)\)")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]*)\)")
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_CODE = re.compile(r"(`[^`\n]*`)")
_TITLE_ALONE = re.compile(r"# ")
_HEADING = re.compile(r"<h([2-4])(?: id=\"[^\"]*\")?>(.*?)</h\1>", re.DOTALL)
_BOX = re.compile(r" {0,3}(/{3,}) *([\w-]+) *(?:\|.*)?")
_BOX_END = re.compile(r" {0,3}(/{3,}) *")
_NOT_LINE_END = re.compile(r"[^\n]")
_BLOCK_MARK = re.compile(r"^\s*///.*$", re.MULTILINE)
_NOT_WORDS = re.compile(r"[#*_`|>\-:/()\[\]{}!.,;?]+")
LONGEST_TEXT = 20_000

CITE_PATH = "/tra-cuu/dieu/"
TERM_ANCHOR = "tu-"

Render = Callable[[str], Markup]


@dataclass
class Desk:
    """What the texts of one course are checked against, and what was found in them on the way."""

    register: Register
    terms: Mapping[str, Term]
    render: Render
    problems: list[Problem]
    cited: list[str] = field(default_factory=list)
    shelf: Shelf = field(default_factory=Shelf)

    def prose(self, source: str, html: Markup) -> Prose:
        """A text of the course."""
        return ShelvedProse.put(self.shelf, source, html)


@dataclass(frozen=True)
class Written:
    """A piece of Markdown: its text, and where it stands. `line` is that of its first line.

    `explains_terms` tells that the page explains its terms below the text, so that they can be links.
    """

    text: str
    path: str
    line: int
    where: str = ""
    explains_terms: bool = False


@dataclass
class Marks:
    """The citations, terms and pictures that a text names, in its order."""

    cites: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


def render_block(written: Written, desk: Desk, pictures: Mapping[str, str] | None = None) -> tuple[Prose, Marks]:
    """A text of several paragraphs. `pictures` maps the file names beside the text to page addresses."""
    html, marks = _render(written, desk, pictures or {})
    return desk.prose(written.text, html), marks


def render_line(written: Written, desk: Desk) -> Prose:
    """A single paragraph, without the <p> around it, so that it fits into a label. More than one is a problem."""
    html, _marks = _render(written, desk, {})
    inner = str(html).strip().removeprefix("<p>").removesuffix("</p>")
    if "<p>" in inner or "<ul" in inner or "<ol" in inner or "<h" in inner:
        _note(desk, written, written.text, 0, "chỉ được viết một đoạn ở đây")
    return desk.prose(written.text, Markup(inner))  # noqa: S704  the sanitised paragraph without its own tag


def _render(written: Written, desk: Desk, pictures: Mapping[str, str]) -> tuple[Markup, Marks]:
    _check_form(written, desk)
    marks = Marks()
    # Odd pieces are code between backticks, where our marks mean nothing.
    pieces = _CODE.split(written.text)
    for pattern, replace in (
        (_PICTURE, _picture_writer(written, desk, pictures, marks)),
        (_CITE, _cite_writer(written, desk, marks)),
        (_TERM, _term_writer(written, desk, marks)),
    ):
        pieces[::2] = [pattern.sub(replace, piece) for piece in pieces[::2]]
    kept = "".join(pieces)
    _check_pairs(written, desk)
    desk.cited.extend(marks.cites)
    if len(kept) > LONGEST_TEXT:
        _note(desk, written, kept, 0, f"dài hơn {LONGEST_TEXT} ký tự: hãy chia thành hai bài")
        return Markup(), marks
    return desk.render(kept), marks


def _check_pairs(written: Written, desk: Desk) -> None:
    text = _blank(_TERM, _blank(_CITE, _blank(_CODE, written.text)))
    for mark in ("[[", "]]", "{{", "}}"):
        if mark in text:
            _note(desk, written, text, text.find(mark), f"dấu {mark} không thành cặp")


def _check_boxes(written: Written, desk: Desk) -> None:
    opened: list[tuple[int, str]] = []
    for number, line in enumerate(written.text.splitlines()):
        if begun := _BOX.fullmatch(line):
            opened.append((number, begun[1]))
            if begun[2] not in BOXES:
                _note_line(desk, written, number, f"không có loại hộp {begun[2]!r}: hãy dùng {', '.join(BOXES)}")
        elif ended := _BOX_END.fullmatch(line):
            if opened and opened[-1][1] == ended[1]:
                opened.pop()
            else:
                _note_line(desk, written, number, f"dấu {ended[1]} đóng hộp mà phía trên không có hộp nào đang mở")
    for number, mark in opened:
        _note_line(desk, written, number, f"hộp mở ở đây chưa đóng: thiếu một dòng chỉ có {mark}")


def _check_form(written: Written, desk: Desk) -> None:
    if not unicodedata.is_normalized("NFC", written.text):
        for number, line in enumerate(written.text.splitlines()):
            if not unicodedata.is_normalized("NFC", line):
                _note_line(
                    desk,
                    written,
                    number,
                    "chữ có dấu rời (không phải Unicode NFC): hãy gõ lại bằng bộ gõ Unicode dựng sẵn",
                )
    _check_boxes(written, desk)
    plain = _blank(_CODE, written.text)
    for found in _TAG.finditer(plain):
        _note(desk, written, plain, found.start(), f"không dùng thẻ HTML {found[0]!r}: hãy viết bằng Markdown")
    for found in _LINK.finditer(plain):
        if not found[1].startswith(("https://", "http://", "#")):
            _note(desk, written, plain, found.start(), f"liên kết {found[1]!r} phải bắt đầu bằng https:// hoặc #")
    for number, line in enumerate(plain.splitlines()):
        if _TITLE_ALONE.match(line):
            _note_line(desk, written, number, "đề mục trong bài bắt đầu từ ## (tên bài đã là đề mục cấp 1)")


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with blanks for what the pattern finds, so that everything else keeps its place."""
    return pattern.sub(lambda found: _NOT_LINE_END.sub(" ", found[0]), text)


def _picture_writer(
    written: Written, desk: Desk, pictures: Mapping[str, str], marks: Marks
) -> Callable[[re.Match[str]], str]:
    def replace(found: re.Match[str]) -> str:
        alt, name = found[1].strip(), found[2]
        marks.pictures.append(name)
        place = written.text.find(found[0])
        if not alt:
            _note(desk, written, written.text, place, f"hình {name} thiếu lời mô tả trong ![…]")
        if name not in pictures:
            known = ", ".join(sorted(pictures)) or "không có hình nào"
            _note(desk, written, written.text, place, f"không có hình {name!r} cạnh bài này (có: {known})")
            return alt
        return f"![{alt}]({pictures[name]})"

    return replace


def _cite_writer(written: Written, desk: Desk, marks: Marks) -> Callable[[re.Match[str]], str]:
    # "Nghị định 30/2020/NĐ-CP" stands in the first citation of a text; twenty more of it on the page would hide the article.
    named: set[str] = set()

    def words(key: str) -> str:
        provision = desk.register[key]
        if provision.text.key in named and provision.where:
            return provision.where
        named.add(provision.text.key)
        return provision.label

    def replace(found: re.Match[str]) -> str:
        key = found[1].strip()
        if key not in desk.register:
            place = written.text.find(found[0])
            _note(desk, written, written.text, place, f"sổ pháp luật không có mục {key!r}")
            return found[2] or key
        marks.cites.append(key)
        return f"[{(found[2] or words(key)).strip()}]({CITE_PATH}{key}){{: .cite }}"

    return replace


def _term_writer(written: Written, desk: Desk, marks: Marks) -> Callable[[re.Match[str]], str]:
    def replace(found: re.Match[str]) -> str:
        term = desk.terms.get(found[1].strip())
        if term is None:
            place = written.text.find(found[0])
            _note(desk, written, written.text, place, f"glossary.toml không có từ {found[1].strip()!r}")
            return found[2] or found[1]
        marks.terms.append(term.id)
        words = (found[2] or term.term).strip()
        return f"[{words}](#{TERM_ANCHOR}{term.id}){{: .term }}" if written.explains_terms else words

    return replace


def _note(desk: Desk, written: Written, text: str, position: int, message: str) -> None:
    _note_line(desk, written, text.count("\n", 0, max(position, 0)), message)


def _note_line(desk: Desk, written: Written, offset: int, message: str) -> None:
    desk.problems.append(Problem(written.path, written.line + offset, written.where, message))


def with_anchors(prose: Prose, desk: Desk) -> tuple[Prose, tuple[Heading, ...]]:
    """The text with an address on each heading, and the headings for the table of contents.

    Works on HTML that is already sanitised; an anchor has only small letters, digits and hyphens.
    """
    headings: list[Heading] = []

    def replace(found: re.Match[str]) -> str:
        words = Markup(found[2]).striptags()  # noqa: S704  taken apart to plain words, never shown as HTML
        anchor = _free_anchor(slug(words) or "muc", {heading.anchor for heading in headings})
        headings.append(Heading(int(found[1]), anchor, words))
        return f'<h{found[1]} id="{anchor}">{found[2]}</h{found[1]}>'

    html = _HEADING.sub(replace, str(prose.html))
    marked = Markup(html)  # noqa: S704  sanitised HTML, only ids of small letters and digits added
    return desk.prose(prose.source, marked), tuple(headings)


def _free_anchor(wanted: str, taken: set[str]) -> str:
    anchor, number = wanted, 2
    while anchor in taken:
        anchor, number = f"{wanted}-{number}", number + 1
    return anchor


def count_words(text: str) -> int:
    """Words (tiếng) of a Markdown text without its marks."""
    plain = _PICTURE.sub(r"\1", _BLOCK_MARK.sub("", text))
    plain = _TERM.sub(lambda found: found[2] or found[1], _CITE.sub(lambda found: found[2] or "", plain))
    return len(_NOT_WORDS.sub(" ", plain).split())
