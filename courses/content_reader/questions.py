"""Reads `quiz.toml`: the questions of one lesson, of seven kinds."""

import unicodedata
from collections.abc import Callable

from courses.content_reader.finds import OpenPage, read_find
from courses.content_reader.prose import Desk
from courses.content_reader.tables import Table
from courses.content_reader.texts import block, cited_key, line, plain_line, refuse_twins
from courses.domain import answers
from courses.domain.questions import (
    Body,
    Case,
    Choice,
    Field,
    Kind,
    Match,
    Normaliser,
    Option,
    Order,
    Pair,
    Question,
    Stage,
    Step,
    Use,
    WrongAnswer,
)

FEWEST_STAGES, MOST_STAGES = 2, 5


def read_questions(root: Table, desk: Desk, open_page: OpenPage) -> tuple[Question, ...]:
    """All questions of the file, in its order; pages lie beside it. Faults are noted on the desk."""
    questions = tuple(_read_question(table, desk, open_page) for table in root.tables("question"))
    root.finish()
    return questions


def _read_question(table: Table, desk: Desk, open_page: OpenPage) -> Question:
    kind = table.one_of("kind", Kind)
    cite = cited_key(table, desk)
    question = Question(
        id=table.text("id"),
        kind=kind,
        use=table.one_of("use", Use),
        skill=table.text("skill"),
        level=table.number("level", least=1, most=3),
        cite=cite,
        prompt=block(table, "prompt", desk),
        body=read_find(table, desk, cite, open_page) if kind is Kind.FIND else _BODIES[kind](table, desk, cite),
    )
    table.finish()
    return question


def _choice(several: bool) -> Callable[[Table, Desk, str], Choice]:
    def read(table: Table, desk: Desk, cite: str) -> Choice:
        return _read_choice(table, desk, cite, several=several)

    return read


def _read_choice(table: Table, desk: Desk, cite: str, *, several: bool) -> Choice:
    options = tuple(_read_option(row, desk, cite) for row in table.tables("option"))
    right = sum(option.is_correct for option in options)
    if len(options) < 2:
        table.problem("cần ít nhất hai [[question.option]]")
    elif not several and right != 1:
        table.problem(f"câu chọn một phải có đúng một đáp án đúng, ở đây có {right}")
    elif several and (right < 2 or right == len(options)):
        table.problem("câu chọn nhiều phải có từ hai đáp án đúng và ít nhất một đáp án sai")
    refuse_twins(table, [option.text for option in options], "đáp án")
    return Choice(options, several)


def _read_option(table: Table, desk: Desk, cite: str) -> Option:
    option = Option(
        text=line(table, "text", desk),
        is_correct=table.flag("correct"),
        why=block(table, "why", desk),
        cite=cited_key(table, desk, cite),
    )
    if "[[" in option.text.source or "](" in option.text.source:
        table.problem("đáp án không chứa trích dẫn hay liên kết: hãy đưa vào why", "text")
    table.finish()
    return option


def _order(table: Table, desk: Desk, _cite: str) -> Order:
    rows = table.tables("step")
    steps = tuple(Step(line(row, "text", desk), block(row, "why", desk)) for row in rows)
    for row in rows:
        row.finish()
    if len(steps) < 3:
        table.problem("câu sắp xếp cần ít nhất ba [[question.step]], viết theo thứ tự đúng")
    refuse_twins(table, [step.text for step in steps], "bước")
    return Order(steps)


def _match(table: Table, desk: Desk, _cite: str) -> Match:
    rows = table.tables("pair")
    pairs = tuple(
        Pair(line(row, "left", desk), plain_line(row, "right", desk), block(row, "why", desk)) for row in rows
    )
    for row in rows:
        row.finish()
    body = Match(pairs)
    if len(pairs) < 2 or len(body.rights) < 2:
        table.problem("câu ghép cặp cần ít nhất hai [[question.pair]] với hai vế phải khác nhau")
    refuse_twins(table, [pair.left for pair in pairs], "vế trái")
    return body


def _field(table: Table, desk: Desk, _cite: str) -> Field:
    rows = table.tables("wrong")
    field = Field(
        label=table.text("label"),
        answer=table.text("answer"),
        accept=table.texts("accept", may_be_empty=True),
        normaliser=table.one_of("normalise", Normaliser),
        why=block(table, "why", desk),
        wrong=tuple(WrongAnswer(row.text("value"), block(row, "why", desk)) for row in rows),
    )
    for row, wrong in zip(rows, field.wrong, strict=True):
        if answers.is_right_spelling(field, wrong.value):
            row.problem(f"{wrong.value!r} sau khi chuẩn hóa lại là đáp án đúng", "value")
        row.finish()
    _check_field(table, field)
    return field


def _check_field(table: Table, field: Field) -> None:
    if field.normaliser is Normaliser.DATE and "-" not in answers.normalised(field.answer, field.normaliser):
        table.problem("answer không phải một ngày: hãy ghi như 22/11/2026", "answer")
    if field.normaliser is Normaliser.NUMBER and not answers.normalised(field.answer, field.normaliser).isdigit():
        table.problem("answer không phải một số nguyên", "answer")
    if not all(unicodedata.is_normalized("NFC", text) for text in (field.label, field.answer, *field.accept)):
        table.problem("label, answer, accept phải là Unicode NFC: hãy gõ lại bằng bộ gõ Unicode dựng sẵn", "answer")


def _case(table: Table, desk: Desk, cite: str) -> Case:
    rows = table.tables("stage")
    if not FEWEST_STAGES <= len(rows) <= MOST_STAGES:
        table.problem(f"tình huống cần {FEWEST_STAGES} đến {MOST_STAGES} [[question.stage]], ở đây có {len(rows)}")
    stages = tuple(Stage(block(row, "text", desk), _read_choice(row, desk, cite, several=False)) for row in rows)
    for row in rows:
        row.finish()
    return Case(stages)


_BODIES: dict[Kind, Callable[[Table, Desk, str], Body]] = {
    Kind.SINGLE: _choice(several=False),
    Kind.MULTIPLE: _choice(several=True),
    Kind.ORDER: _order,
    Kind.MATCH: _match,
    Kind.FIELD: _field,
    Kind.CASE: _case,
}
