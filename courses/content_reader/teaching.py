"""Reads what an instructor brings for a module: `giao-an.md` (notes) and `trinh-chieu.md` (slides, one `##` each)."""

import re
from collections.abc import Iterator, Mapping

from courses.content_reader import pictures
from courses.content_reader.lessons import read_pictures
from courses.content_reader.prose import Marks, Written, count_words, render_block
from courses.content_reader.source import Source
from courses.domain.content import Picture
from courses.domain.teaching import PARTS, Slide, Teaching

NOTES, SLIDES = "giao-an.md", "trinh-chieu.md"
LONGEST_NOTES = 1000  # words: two A4 pages, to be read at seven in the morning
LONGEST_SLIDE = 80  # words that a back row can read at once
_HEADING = re.compile(r"^## +(.*?)\s*$", re.MULTILINE)


def read_teaching(source: Source, folder: str, found_pictures: dict[str, Picture]) -> Teaching | None:
    """The notes and slides of a module, or None where it has neither. One without the other is a fault."""
    paths = (f"{folder}/{NOTES}", f"{folder}/{SLIDES}")
    own = read_pictures(source, folder, found_pictures)
    if not any(map(source.has, paths)):
        for name in sorted(own):
            source.problem(f"{folder}/{name}", "hình không được dùng: chuyên đề chưa có trình chiếu")
        return None
    addresses = {**_lesson_pictures(source, folder, found_pictures), **own}
    written = source.markdown(paths[0])
    _check_notes(source, paths[0], written)
    notes, marks = render_block(written, source.desk, addresses)
    slides, slide_marks = _read_slides(source, paths[1], addresses)
    every = [marks, *slide_marks]
    for name in sorted(set(own) - {picture for one in every for picture in one.pictures}):
        source.problem(f"{folder}/{name}", f"hình {name!r} không được dùng trong giáo án hay trình chiếu")
    return Teaching(notes, tuple(slides), tuple(dict.fromkeys(cite for one in every for cite in one.cites)))


def _lesson_pictures(source: Source, folder: str, found: Mapping[str, Picture]) -> dict[str, str]:
    """Addresses of the pictures of the module's lessons, by `<lesson folder>/<file>`."""
    inside = f"{folder.removeprefix(f'{source.bundle.course_folder}/')}/"
    return {
        path.removeprefix(inside): pictures.address(source.bundle.digest, path)
        for path in found
        if path.startswith(inside) and "/" in path.removeprefix(inside)
    }


def _check_notes(source: Source, path: str, written: Written) -> None:
    words = count_words(written.text)
    if words > LONGEST_NOTES:
        source.problem(path, f"giáo án có {words} tiếng; để vừa hai trang in, nhiều nhất {LONGEST_NOTES} tiếng")
    parts = tuple(_HEADING.findall(written.text))
    if written.text and parts != PARTS:
        unknown = [part for part in parts if part not in PARTS]
        missing = [part for part in PARTS if part not in parts]
        said = [f"không hiểu mục {', '.join(unknown)}"] if unknown else []
        said += [f"thiếu mục {', '.join(missing)}"] if missing else []
        source.problem(path, f"{'; '.join(said) or 'các mục chưa đúng thứ tự'}; cần: {', '.join(PARTS)}")


def _read_slides(source: Source, path: str, addresses: Mapping[str, str]) -> tuple[list[Slide], list[Marks]]:
    written = source.markdown(path)
    slides: list[Slide] = []
    marks: list[Marks] = []
    for title, piece in _pieces(source, path, written):
        text, found = render_block(piece, source.desk, addresses)
        slides.append(Slide(title, text, bool(found.pictures)))
        marks.append(found)
    return slides, marks


def _pieces(source: Source, path: str, written: Written) -> Iterator[tuple[str, Written]]:
    """Each slide: its title, and its text with the line where it stands."""
    headings = list(_HEADING.finditer(written.text))
    if written.text.strip() and (not headings or written.text[: headings[0].start()].strip()):
        source.problem(path, "trình chiếu phải bắt đầu bằng ## và tên trang chiếu")
    ends = [*(heading.start() for heading in headings), len(written.text)][1:]
    for heading, end in zip(headings, ends, strict=True):
        below = written.text[heading.end() : end]
        text = below.strip("\n")
        words = count_words(heading[1]) + count_words(text)
        if words > LONGEST_SLIDE:
            message = f"trang chiếu {heading[1]!r} có {words} tiếng; hàng ghế cuối đọc được nhiều nhất {LONGEST_SLIDE}"
            source.problem(path, message)
        if not text.strip():
            source.problem(path, f"trang chiếu {heading[1]!r} đang để trống")
        line = written.text.count("\n", 0, heading.end()) + 1 + len(below) - len(below.lstrip("\n"))
        yield heading[1], Written(text, written.path, line)
