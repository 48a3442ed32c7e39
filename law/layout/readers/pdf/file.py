"""`read_pdf`: a born-digital PDF; a scanned one is only recognised."""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from law.layout.draft import Draft, Line, Section, Side, Source, Stroke, StrokeKind
from law.layout.readers import refusals
from law.layout.readers.fonts import old_fonts
from law.layout.readers.pdf import margins, paragraphs
from law.layout.readers.pdf.glyphs import Recorder, Sheet
from law.layout.readers.pdf.grids import Grid
from law.layout.readers.pdf.paragraphs import Placed
from law.layout.readers.pdf.rows import Piece, pieces
from law.layout.readers.refusals import TooLarge, Unreadable
from law.layout.readers.strokes import stroke_of

# pdfminer would write words of the file into the log.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

MOST_PAGES = 100
MOST_GLYPHS = 400_000
_SCRIPT = re.compile(rb"/JavaScript\b|/JS\s*(?:\(|<|\d+ \d+ R)")
_FEW = 25


def read_pdf(data: bytes, name: str) -> Draft:
    """The draft that a PDF holds. Raises Unreadable."""
    if _SCRIPT.search(data):
        raise Unreadable(refusals.SCRIPT_PDF)
    try:
        sheets, maker = _sheets(data)
    except Unreadable:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Unreadable(refusals.PASSWORD) from error
    except MemoryError:
        raise
    except Exception as error:
        # A stranger's file breaks pdfminer in more ways than it has names for.
        raise Unreadable(refusals.BROKEN_PDF) from error
    return _draft(sheets, name, maker)


def _sheets(data: bytes) -> tuple[list[Sheet], str]:
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    if _has_script(document):
        raise Unreadable(refusals.SCRIPT_PDF)
    manager = PDFResourceManager()
    recorder = Recorder(manager)
    interpreter = PDFPageInterpreter(manager, recorder)
    sheets: list[Sheet] = []
    glyphs = 0
    for page in PDFPage.create_pages(document):
        if len(sheets) >= MOST_PAGES:
            raise TooLarge(refusals.LONG_PDF)
        interpreter.process_page(page)
        sheets.append(recorder.sheet)
        glyphs += len(recorder.sheet.glyphs)
        if glyphs > MOST_GLYPHS:
            raise TooLarge(refusals.LONG_PDF)
    if not sheets:
        raise Unreadable(refusals.BROKEN_PDF)
    about = document.info[0] if document.info else {}
    maker = about.get("Producer", b"")
    return sheets, maker.decode("latin-1", "replace") if isinstance(maker, bytes) else ""


def _has_script(document: Any) -> bool:
    """Whether the catalogue starts a script, also where it hides in a packed object."""
    catalogue = document.catalog
    names = resolve1(catalogue.get("Names")) or {}
    if isinstance(names, dict) and "JavaScript" in names:
        return True
    action = resolve1(catalogue.get("OpenAction"))
    return isinstance(action, dict) and "JS" in action


def _draft(sheets: Sequence[Sheet], name: str, maker: str) -> Draft:
    letters = sum(len(sheet.glyphs) for sheet in sheets)
    pictured = [number for number, sheet in enumerate(sheets, start=1) if _is_picture(sheet)]
    scanned = bool(pictured) and (pictured[0] == 1 or letters < _FEW * len(sheets))
    pages = [_by_people(_placed(sheet, number), sheet) for number, sheet in enumerate(sheets, start=1)]
    running = margins.running(pages, sheets)
    inner = [_inner(page, sheet, running) for page, sheet in zip(pages, sheets, strict=True)]
    section = paragraphs.measured(inner, sheets[0].width, sheets[0].height)
    items = tuple(_items(sheets, pages, inner, section))
    return Draft(
        name=name,
        source=Source.PDF,
        sections=(section,),
        items=items,
        pages=len(sheets),
        old_fonts=old_fonts(item for item in items if isinstance(item, Line)),
        is_scanned=scanned,
        made_by=maker,
        warnings=(refusals.pictured_pages(pictured),) if pictured and not scanned else (),
    )


def _is_picture(sheet: Sheet) -> bool:
    return len(sheet.glyphs) < _FEW and (sheet.pictures > 0.3 or sheet.hidden > _FEW)


def _by_people(page: list[Placed], sheet: Sheet) -> list[Placed]:
    printed = margins.by_a_browser(page, sheet)
    return [one for one in page if id(one) not in printed]


def _inner(page: Sequence[Placed], sheet: Sheet, running: set[int]) -> list[Placed]:
    """What stands between the margins."""
    foot = {id(one) for one in margins.foot_of(page, sheet)} | running
    return [one for one in page if id(one) not in foot and not margins.is_figure(one, sheet)]


def _placed(sheet: Sheet, page: int) -> list[Placed]:
    found: list[Placed] = []
    for row in pieces(sheet):
        for piece in row:
            found.append(Placed(piece, page, _side(piece, sheet, len(row) == 1), len(row) == 1))
    return found


def _side(piece: Piece, sheet: Sheet, alone: bool) -> Side:
    # The middle of the text lies a little right of the middle of the sheet: the left margin is wider.
    middle = sheet.width / 2 + 14
    wide = sheet.width * 0.78
    if alone and abs((piece.x0 + piece.x1) / 2 - middle) < 0.05 * wide:
        return Side.FULL
    if piece.x0 > middle - 0.1 * wide:
        return Side.RIGHT
    return Side.LEFT if piece.x1 < middle + 0.05 * wide and piece.x1 - piece.x0 < 0.55 * wide else Side.FULL


def _items(
    sheets: Sequence[Sheet], pages: Sequence[Sequence[Placed]], inner: Sequence[Sequence[Placed]], section: Section
) -> Iterator[Line | Stroke]:
    body = [one for page in inner for one in page]
    numbers = paragraphs.numbered(body, section)
    forms = _forms(body, numbers, section)
    places = {id(one): place for place, one in enumerate(body)}
    counted = 0
    for sheet, page in zip(sheets, pages, strict=True):
        grid = Grid(sheet, page[0].page if page else 1)
        rules = sorted((rule for rule in sheet.rules if not grid.is_edge(rule)), key=lambda rule: rule.y)
        for one in page:
            while rules and rules[0].y < one.piece.base - 0.7 * one.piece.size:
                yield _stroke(rules.pop(0), one.page)
            counted += 1
            place = places.get(id(one))
            if place is None:
                yield margins.line_of(counted, one, sheet, section)
                continue
            number = numbers[place]
            cell, box = grid.place(one.piece)
            line = Line(
                id=counted,
                runs=one.piece.runs,
                form=forms[number],
                paragraph=number,
                cell=cell,
                box=box,
                room=section.room,
                x0=one.piece.x0,
                x1=one.piece.x1,
                page=one.page,
                top=one.piece.base,
                is_first=place == 0 or numbers[place - 1] != number,
                is_last=place + 1 == len(numbers) or numbers[place + 1] != number,
                side=one.side,
                split=not one.alone,
            )
            yield stroke_of(line) or line
        for rule in rules:
            yield _stroke(rule, page[0].page if page else 1)


def _forms(body: Sequence[Placed], numbers: Sequence[int], section: Section) -> dict[int, Any]:
    groups: dict[int, list[int]] = {}
    for place, number in enumerate(numbers):
        groups.setdefault(number, []).append(place)
    return {
        number: paragraphs.form_of(
            [body[place] for place in places], body[places[0] - 1] if places[0] else None, section
        )
        for number, places in groups.items()
    }


def _stroke(rule: Any, page: int) -> Stroke:
    return Stroke(
        rule.x0, rule.x1, StrokeKind.SHAPE, page=page, top=rule.y, is_solid=rule.is_solid, thickness=rule.thickness
    )
