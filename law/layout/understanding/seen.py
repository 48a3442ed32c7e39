"""`understand`: the components of a draft."""

from collections.abc import Sequence
from dataclasses import replace

from law.layout.draft import Draft, Line
from law.layout.understanding import texts
from law.layout.understanding.body import read_body
from law.layout.understanding.foot import read_foot
from law.layout.understanding.head import read_head
from law.layout.understanding.kinds import kind_of
from law.layout.understanding.margins import read_margins
from law.layout.understanding.parts import Appendix, Component, Kind, PaperCopy, Part, Understood
from law.layout.understanding.sheets import appendix_of, copy_start, is_pointer, paper_copy, sheet_starts
from law.layout.understanding.title import read_title


def understand(draft: Draft) -> Understood:
    """The components of a draft, the type of the document, and the law that its layout follows."""
    lines = draft.body
    if lines and _is_attachment_alone(draft, lines):
        return _attachments_alone(draft, lines)
    head = read_head(draft, lines)
    title = read_title(draft, lines, head)
    components = {**head.components, **title.components}
    type_key = title.document_type.key if title.document_type else ""
    end = _end_of_main(draft, lines, title.end)
    foot = read_foot(lines, title.end, end)
    body = read_body(lines[title.end : foot.start], type_key, draft.sections[0].room)
    components.update(foot.components)
    if body.bases:
        components[Part.LEGAL_BASES] = Component(
            Part.LEGAL_BASES, tuple(line for one in body.bases for line in one.lines)
        )
    if body.enacting:
        components[Part.ENACTING_WORD] = body.enacting
    if body.paragraphs:
        components[Part.BODY] = Component(Part.BODY, tuple(line for one in body.paragraphs for line in one.lines))
    for part, component in read_margins(draft, lines[foot.start : end]).items():
        components.setdefault(part, component)
    appendices, copy = _behind(draft, lines, end)
    if appendices:
        components[Part.APPENDIX] = appendices[0].word
    if copy:
        components[Part.PAPER_COPY] = copy.form
    attached = _is_attached(lines, title.end)
    kind = kind_of(draft, components, attached=attached or any(one.pointer for one in appendices))
    known = kind not in (Kind.PERSONAL, Kind.UNKNOWN)
    return Understood(
        draft=draft,
        kind=kind,
        document_type=title.document_type if known else None,
        type_certainty=title.certainty if known else 0.0,
        components=components,
        bases=body.bases,
        body=body.paragraphs,
        appendices=appendices,
        paper_copy=copy,
        only_attachments=Part.CODE not in components and attached,
        strays=head.strays,
        foot_strays=foot.strays,
    )


def _is_attached(lines: Sequence[Line], after: int) -> bool:
    """Whether '(Kèm theo …)' below the title says that this text belongs to a decision (Mẫu 1.3)."""
    return any(is_pointer(line.text) for line in lines[: max(12, after + 2)])


def _is_attachment_alone(draft: Draft, lines: Sequence[Line]) -> bool:
    top = lines[:12]
    if any(texts.is_national(line.text) or texts.is_motto(line.text) or texts.is_code(line.text) for line in top):
        return False
    return bool(sheet_starts(draft, lines[:8], 0)) and any(
        texts.appendix_number(line.text) is not None for line in lines[:8]
    )


def _attachments_alone(draft: Draft, lines: Sequence[Line]) -> Understood:
    appendices, copy = _behind(draft, lines, sheet_starts(draft, lines, 0)[0])
    components = read_margins(draft, ())
    if appendices:
        components[Part.APPENDIX] = appendices[0].word
    kind = kind_of(draft, components, attached=True)
    return Understood(draft, kind, None, 0.0, components, appendices=appendices, paper_copy=copy, only_attachments=True)


def _end_of_main(draft: Draft, lines: Sequence[Line], begin: int) -> int:
    """Where the main document ends: the first appendix behind the foot, a second Quốc hiệu, a copy's marks."""
    word = next(
        (
            place
            for place in range(begin, len(lines))
            if texts.is_recipients_word(lines[place].text) and len(lines[place].text) < 60
        ),
        -1,
    )
    copy = copy_start(lines, word + 1 if word >= 0 else begin)
    end = copy if copy >= 0 else len(lines)
    for place in range(max(begin, word), end):
        if texts.is_national(lines[place].text):
            end = _start_of_head(lines, place)
            break
    starts = [place for place in sheet_starts(draft, lines[:end], word + 1 if word >= 0 else begin)
              if word >= 0 or lines[place].section > 0 or texts.appendix_number(lines[place].text) is not None]  # fmt: skip
    return starts[0] if starts else end


def _start_of_head(lines: Sequence[Line], place: int) -> int:
    """The first line of the head that holds a Quốc hiệu."""
    while place > 0 and lines[place].shares_table(lines[place - 1]):
        place -= 1
    return place


def _behind(draft: Draft, lines: Sequence[Line], end: int) -> tuple[tuple[Appendix, ...], PaperCopy | None]:
    copy = copy_start(lines, end)
    stop = copy if copy >= 0 else len(lines)
    starts = sheet_starts(draft, lines[:stop], end)
    appendices = tuple(
        appendix_of(draft, lines[start:after]) for start, after in zip(starts, [*starts[1:], stop], strict=False)
    )
    return appendices, paper_copy(draft, lines[copy:]) if copy >= 0 else None


def pointed_out(seen: Understood, part: Part, lines: Sequence[int]) -> Understood:
    """The same draft where a person has said which lines are a component."""
    by_id = {line.id: line for line in seen.draft.lines}
    chosen = tuple(by_id[one] for one in lines if one in by_id)
    components = dict(seen.components)
    components.pop(part, None)
    if chosen:
        components[part] = Component(part, chosen)
    kind = seen.kind if seen.kind is not Kind.UNKNOWN else kind_of(seen.draft, components)
    return replace(seen, components=components, kind=kind)
