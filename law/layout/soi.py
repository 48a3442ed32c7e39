"""Soi thể thức: read a file, understand the document in it, judge it by Phụ lục I to III. The whole public interface.

    draft = read(data, "cong-van.docx")      # Draft: lines with look and place; raises Unreadable (a sentence)
    seen = understand(draft)                 # Understood: type and components, each with its certainty
    report = judge(seen, register, day)      # Report: document_type, components, findings; report.as_json()

A caller that takes files from strangers does this in a child process (`lookup.soi`). `pointed_out` gives the same
document with a component that a person has pointed out; `judge` it again.
"""

from law.layout.draft import Draft, Line, Section, Source, Stroke
from law.layout.judging import Finding, Report, Where, judge
from law.layout.readers.reading import read
from law.layout.readers.refusals import TooLarge, Unreadable
from law.layout.rules.rulebook import Outcome, Severity
from law.layout.understanding.parts import Component, Kind, Part, Understood
from law.layout.understanding.seen import pointed_out, understand

__all__ = [
    "Component", "Draft", "Finding", "Kind", "Line", "Outcome", "Part", "Report", "Section", "Severity", "Source", "Stroke",
    "TooLarge", "Understood", "Unreadable", "Where", "judge", "pointed_out", "read", "understand",
]  # fmt: skip
