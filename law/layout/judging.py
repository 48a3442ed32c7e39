"""`judge`: all rules over what was understood, as a report that can be shown or written as JSON."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from law.layout.rules.all_rules import RULES
from law.layout.rules.rulebook import Case, Outcome, Rule, Severity, Verdict
from law.layout.understanding.parts import Kind, Part, Understood
from law.register import Register

SURE = 0.6
_SHOWN = 90
REFUSALS = {
    Kind.NORMATIVE: "Đây là văn bản quy phạm pháp luật. Thể thức của loại này theo luật về ban hành văn bản quy phạm pháp luật, "
    "không theo Nghị định 30/2020/NĐ-CP, nên không soi ở đây.",
    Kind.PARTY: "Đây là văn bản của Đảng. Thể thức theo quy định riêng của Đảng, không theo Nghị định 30/2020/NĐ-CP, nên không soi ở đây.",
    Kind.SECRET: "Văn bản mang dấu chỉ độ mật. Không đưa tài liệu bí mật nhà nước lên đây; tệp không được soi và không được giữ lại.",
    Kind.PERSONAL: "Đây là đơn, tờ khai hoặc giấy tờ của cá nhân, không phải văn bản do cơ quan, tổ chức ban hành. Nghị định 30/2020/NĐ-CP "
    "không quy định thể thức của loại này, nên không soi ở đây.",
    Kind.SCANNED: "Tệp chỉ có ảnh quét, không có chữ để đọc. Với bản quét, hãy kiểm tra theo tiêu chuẩn số hóa "
    "(PDF 1.4 trở lên, ảnh màu, ít nhất 200 dpi, tỷ lệ 100 %).",
    Kind.UNKNOWN: "Không nhận ra đây là văn bản hành chính: không thấy đủ các thành phần như Quốc hiệu, tên cơ quan, số, ký hiệu.",
}


@dataclass(frozen=True)
class Where:
    """Where a finding is: its component, the lines of the draft, the beginning of their words."""

    part: Part
    lines: tuple[int, ...]
    text: str
    page: int | None

    def as_json(self) -> dict[str, Any]:
        """For files."""
        return {
            "component": self.part.key,
            "name": self.part.label,
            "zone": self.part.zone,
            "lines": list(self.lines),
            "text": self.text,
            "page": self.page,
        }


@dataclass(frozen=True)
class Finding:
    """What became of a rule at one place."""

    rule: str
    article: str
    severity: Severity
    outcome: Outcome
    where: Where
    found: str
    expected: str
    how: str

    @property
    def is_fault(self) -> bool:
        """Whether something has to be put right."""
        return self.outcome is Outcome.FAIL

    def as_json(self) -> dict[str, Any]:
        """For files."""
        return {
            "rule": self.rule,
            "article": self.article,
            "severity": self.severity.value,
            "outcome": self.outcome.value,
            "where": self.where.as_json(),
            "found": self.found,
            "expected": self.expected,
            "how": self.how,
        }


@dataclass(frozen=True)
class Report:
    """What was found in a file. `refusal` is a sentence where the rules do not apply to it; then there are no findings."""

    seen: Understood
    findings: tuple[Finding, ...]
    refusal: str = ""

    @property
    def document_type(self) -> str:
        """The key of the type; empty when it is not known."""
        return self.seen.type_key

    @property
    def components(self) -> list[dict[str, Any]]:
        """The components that were found, in the order of the appendices."""
        return [
            {
                "key": part.key,
                "name": part.label,
                "zone": part.zone,
                "text": found.text[:400],
                "certainty": round(found.certainty, 2),
                "lines": [line.id for line in found.lines],
            }
            for part in Part
            if (found := self.seen.get(part)) is not None
        ]

    def of(self, outcome: Outcome) -> list[Finding]:
        """The findings of one outcome."""
        return [one for one in self.findings if one.outcome is outcome]

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each outcome."""
        return {outcome.value: len(self.of(outcome)) for outcome in Outcome}

    def as_json(self) -> dict[str, Any]:
        """The whole report for files and other programs."""
        kind = self.seen.document_type
        return {
            "file": self.seen.draft.name,
            "source": self.seen.draft.source.value,
            "kind": self.seen.kind.value,
            "refusal": self.refusal,
            "document_type": self.document_type,
            "document_type_name": kind.name if kind else "",
            "document_type_certainty": round(self.seen.type_certainty, 2),
            "notes": list(notes(self.seen)),
            "counts": self.counts,
            "components": self.components,
            "findings": [one.as_json() for one in self.findings],
        }


def notes(seen: Understood) -> Iterator[str]:
    """What a reader of the report should know of the file itself."""
    draft = seen.draft
    if draft.tracked_changes:
        yield f"Tệp còn {draft.tracked_changes} chỗ sửa đang theo dõi (Track Changes): soi theo bản đã chấp nhận hết các chỗ sửa."
    if draft.comments:
        yield f"Tệp còn {draft.comments} ghi chú (Comments): nhớ xóa trước khi ký."
    if draft.old_fonts:
        yield f"Có chữ gõ bằng phông mã cũ ({', '.join(draft.old_fonts)}): máy khác có thể không đọc được."
    yield from draft.warnings


def judge(seen: Understood, register: Register, day: datetime.date) -> Report:
    """The report on a document: every rule once or more, in the order of the appendices."""
    if seen.kind is not Kind.ADMINISTRATIVE:
        return Report(seen, (), REFUSALS[seen.kind])
    case = Case(seen, register, day)
    return Report(seen, tuple(finding for rule in RULES.values() for finding in _findings(rule, case)))


def _findings(rule: Rule, case: Case) -> Iterator[Finding]:
    verdicts = list(rule.check(case)) or [Verdict(Outcome.NOT_APPLICABLE)]
    for verdict in verdicts:
        yield _finding(rule, _tempered(rule, verdict, case), case)


def _tempered(rule: Rule, verdict: Verdict, case: Case) -> Verdict:
    """A fault in a component that may be another one is a question."""
    component = case.seen.get(rule.part)
    if verdict.outcome is Outcome.FAIL and component is not None and component.certainty < SURE:
        return replace(verdict, outcome=Outcome.NEEDS_REVIEW)
    return verdict


def _finding(rule: Rule, verdict: Verdict, case: Case) -> Finding:
    component = case.seen.get(rule.part)
    lines = verdict.lines or (component.lines if component and verdict.outcome is not Outcome.NOT_APPLICABLE else ())
    text = " ".join(line.text for line in lines[:3])
    where = Where(rule.part, tuple(line.id for line in lines[:12]), text[:_SHOWN], lines[0].page if lines else None)
    severity = Severity.PERSON if verdict.outcome is Outcome.NEEDS_REVIEW else rule.severity
    return Finding(
        rule.id,
        rule.article,
        severity,
        verdict.outcome,
        where,
        verdict.found,
        verdict.expected or rule.asks,
        verdict.how or rule.how,
    )
