"""The head of the first page: ô 1 to 4 and 5b, and the marks 10a, 10b, 11 that may stand among them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from law.layout.draft import Draft, Line, Side, Stroke, StrokeKind
from law.layout.understanding import texts
from law.layout.understanding.parts import Component, Part
from law.vietnamese import fold

_DEEPEST = 32
_LONG = 100
_COLUMN, _SAME_MIDDLE = 200, 12
_HIGHEST = 10  # lines that may stand before the Quốc hiệu: the body, a mark, the number of a model
# A line that begins so is a body of its own, also behind a mere line break.
_STRONG = re.compile(r"^(?:so|phong|truong|chi cuc|cuc|trung tam|van phong|ban quan ly|benh vien|vien|thanh tra) ")


@dataclass
class Head:
    """What the head holds; `end` is the first line behind it."""

    components: dict[Part, Component] = field(default_factory=dict)
    end: int = 0
    strays: tuple[Line, ...] = ()


def read_head(draft: Draft, lines: Sequence[Line]) -> Head:
    """The head of these lines, those of the main document."""
    top = lines[:_DEEPEST]
    national = _first(top[:_HIGHEST], lambda line: texts.is_national(line.text))
    motto = _first(top[: _HIGHEST + 4], lambda line: texts.is_motto(line.text))
    code = _first(top[: _title_or_body(top, max(national, motto))], lambda line: texts.is_code(line.text))
    limit = _title_or_body(top, max(national, motto, code))
    date = _first(top[:limit], lambda line: texts.is_place_and_date(line.text))
    subject = _first(
        top[:limit], lambda line: texts.is_letter_subject(line.text) and not texts.is_centred(line, _room(draft))
    )
    anchors = [place for place in (national, motto, code, date, subject) if place >= 0]
    if not anchors:
        return Head()
    cells = [top[place].cell for place in anchors if place != subject or national >= 0]
    end = min(limit, _end(top, max(anchors), {cell.table for cell in cells if cell is not None}))
    head = Head(end=end)
    taken = _put(head, top, Part.NATIONAL_NAME, _run_of(top, national, end))
    taken |= _put(head, top, Part.MOTTO, [motto] if motto >= 0 else [])
    taken |= _put(head, top, Part.CODE, [code] if code >= 0 else [])
    taken |= _put(head, top, Part.PLACE_AND_DATE, [date] if date >= 0 else [])
    taken |= _put(head, top, Part.LETTER_SUBJECT, _subject(top, subject, end) if subject >= 0 else [])
    taken |= _marks(head, top[:end], taken)
    _organs(head, top[:end], taken, code)
    _strokes(head, draft, lines, end)
    known = {line.id for part in head.components.values() for line in part.lines}
    head.strays = tuple(line for line in top[:end] if line.id not in known)
    return head


def _room(draft: Draft) -> tuple[float, float]:
    return draft.sections[0].room


def _first(lines: Sequence[Line], is_it: object) -> int:
    return next((place for place, line in enumerate(lines) if is_it(line)), -1)  # type: ignore[operator]


def _title_or_body(top: Sequence[Line], after: int) -> int:
    """Where the head is over at the latest: the title, 'Kính gửi', the first legal basis."""
    for place, line in enumerate(top):
        if place <= after:
            continue
        heading = texts.type_of_heading(line.text)
        if (heading and line.is_capitals) or texts.is_addressed(line.text) or line.text.startswith("Căn cứ "):
            return place
    return len(top)


def _end(top: Sequence[Line], last: int, tables: set[int]) -> int:
    end = last + 1
    while end < len(top):
        cell = top[end].cell
        same_paragraph = top[end].paragraph == top[end - 1].paragraph and top[end].side is not Side.FULL
        if not same_paragraph and (cell is None or cell.table not in tables):
            break
        end += 1
    return _with_subject(top, end)


def _with_subject(top: Sequence[Line], end: int) -> int:
    """A letter's subject without a table may run on over several lines at the left."""
    if not end or not any(texts.is_letter_subject(line.text) for line in top[max(0, end - 3) : end]):
        return end
    while end < len(top) and top[end].side is Side.LEFT and top[end].cell is None:
        # The day may stand at the right of the row in between.
        before = next((line for line in reversed(top[:end]) if line.side is Side.LEFT), top[end - 1])
        if not _runs_on(top[end], before):
            break
        end += 1
    return end


def _runs_on(line: Line, before: Line) -> bool:
    return (
        line.size <= 13.3
        and abs(line.size - before.size) < 0.1
        and not texts.is_addressed(line.text)
        and (line.text[:1].islower() or (line.width < _COLUMN and abs(line.middle - before.middle) < _SAME_MIDDLE))
    )


def _run_of(top: Sequence[Line], place: int, end: int) -> list[int]:
    """A Quốc hiệu broken over two lines is one."""
    if place < 0:
        return []
    line = top[place]
    if fold(line.text).endswith("viet nam"):
        return [place]
    for after in range(place + 1, min(end, place + 4)):
        if top[after].side is line.side and fold(top[after].text) in ("nam", "viet nam"):
            return [place, after]
    return [place]


def _subject(top: Sequence[Line], start: int, end: int) -> list[int]:
    found = [start]
    for place in range(start + 1, end):
        line = top[place]
        if line.side is not top[start].side and line.paragraph != top[start].paragraph:
            continue
        if texts.is_code(line.text) or texts.is_place_and_date(line.text) or line.is_capitals:
            continue
        found.append(place)
    return found


def _put(head: Head, top: Sequence[Line], part: Part, places: Iterable[int], certainty: float = 1.0) -> set[int]:
    lines = tuple(top[place] for place in places)
    if lines:
        head.components[part] = Component(part, lines, certainty)
    return {line.id for line in lines}


def _marks(head: Head, lines: Sequence[Line], taken: set[int]) -> set[int]:
    found: set[int] = set()
    for part, is_it in (
        (Part.URGENCY, texts.is_urgency),
        (Part.SECRECY, texts.is_secrecy),
        (Part.CIRCULATION, texts.is_circulation),
    ):
        places = [place for place, line in enumerate(lines) if line.id not in taken and is_it(line.text)]
        found |= _put(head, lines, part, places[:1])
    return found


def _organs(head: Head, lines: Sequence[Line], taken: set[int], code: int) -> None:
    """Ô 2: the lines at the left above the number; the parent's before the issuing body's."""
    stop = code if code >= 0 else len(lines)
    national = head.components.get(Part.NATIONAL_NAME)
    away = Side.LEFT if national is not None and national.lines[0].side is Side.LEFT else Side.RIGHT
    found = [
        line
        for place, line in enumerate(lines)
        if line.id not in taken and _may_be_organ(line, away, code, national) and (place < stop or line.is_capitals)
        and any(letter.isalpha() for letter in line.text) and not _is_stray(line) and not texts.is_addressed(line.text)
    ]  # fmt: skip
    if not found:
        return
    cut, certainty = _cut(found)
    if cut:
        head.components[Part.PARENT_ORGAN] = Component(Part.PARENT_ORGAN, tuple(found[:cut]), certainty)
    head.components[Part.ORGAN] = Component(Part.ORGAN, tuple(found[cut:]), certainty)


def _may_be_organ(line: Line, away: Side, code: int, national: Component | None) -> bool:
    """Without a number below it the name of a body is only believed beside the Quốc hiệu."""
    return line.side is not away and (code >= 0 or national is None or line.side is not Side.FULL)


def _is_stray(line: Line) -> bool:
    folded = line.text.casefold()
    return folded.startswith(("dự thảo", "(dự thảo", "mẫu số", "mẫu ", "phụ lục", "đến", "(")) or len(folded) > _LONG


def _cut(lines: Sequence[Line]) -> tuple[int, float]:
    """Where the issuing body begins among the lines of ô 2, and how sure that is."""
    if texts.is_authority(lines[0].text) and not texts.begins_organ(lines[0].text):
        return 0, 0.8  # 'CHỦ TỊCH / ỦY BAN NHÂN DÂN TỈNH': an office of state issues it
    bold = [line.share("bold") > 0.5 for line in lines]
    if bold[-1] and not bold[0]:
        return bold.index(True), 1.0
    begins = [place for place, line in enumerate(lines) if place and texts.begins_organ(line.text)
              and line.paragraph != lines[place - 1].paragraph]  # fmt: skip
    if begins:
        return begins[-1], 0.9
    within = [
        place
        for place, line in enumerate(lines)
        if place and _STRONG.match(fold(line.text)) and texts.begins_organ(lines[0].text)
    ]
    if within:
        return within[-1], 0.75
    if bold[0] and not bold[-1]:
        return bold.index(False), 0.7
    return 0, 1.0 if len(lines) == 1 or texts.begins_organ(lines[0].text) else 0.8


def _strokes(head: Head, draft: Draft, lines: Sequence[Line], end: int) -> None:
    """Give each rule of the head to the name above it: the nearer one across the page."""
    motto, organ = head.components.get(Part.MOTTO), head.components.get(Part.ORGAN)
    found: dict[Part, list[Stroke]] = {Part.MOTTO: [], Part.ORGAN: []}
    for stroke in strokes_before(draft, lines[end] if end < len(lines) else None):
        if stroke.length < 8:
            continue
        part = _owner(stroke, motto, organ)
        if part:
            found[part].append(stroke)
    for part in (Part.MOTTO, Part.ORGAN):
        component = head.components.get(part)
        if component:
            strokes = (*found[part], *underlines(component.lines))
            head.components[part] = Component(part, component.lines, component.certainty, strokes)


def _owner(stroke: Stroke, motto: Component | None, organ: Component | None) -> Part | None:
    distances = []
    for component in (motto, organ):
        if component:
            line = component.lines[-1]
            same_cell = line.cell is not None and stroke.cell == line.cell
            distances.append((0.0 if same_cell else abs(stroke.middle - line.middle), component.part))
    return min(distances, key=lambda pair: pair[0])[1] if distances else None


def strokes_before(draft: Draft, line: Line | None) -> list[Stroke]:
    """The rules of the body from its beginning to a line."""
    found: list[Stroke] = []
    for item in draft.items:
        if line is not None and isinstance(item, Line) and item.id == line.id:
            break
        if isinstance(item, Stroke) and item.area.value == "body" and item.section == 0 and item.page in (None, 1):
            found.append(item)
    return found


def underlines(lines: Sequence[Line]) -> list[Stroke]:
    """Underlined letters as rules of their width."""
    found: list[Stroke] = []
    for line in lines[-1:]:
        share = line.share("underline")
        if share > 0.05:
            wide = line.width * share
            found.append(
                Stroke(
                    line.middle - wide / 2,
                    line.middle + wide / 2,
                    StrokeKind.UNDERLINE,
                    line.area,
                    line.section,
                    line.cell,
                )
            )
    return found
