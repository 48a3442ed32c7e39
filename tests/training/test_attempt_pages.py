"""The instructor's look at a trainee's desk with a draft: the picture with its marks, and the files themselves."""

from flask import Flask
from sqlalchemy.orm import Session

from accounts.domain import Role
from exercises import service
from exercises.desk import draft_files
from exercises.dms import letters
from exercises.dms.domain import commands as c
from exercises.domain import Mode
from exercises.queries import load_attempt
from law import register
from tests.conftest import NOW
from tests.factories.classes import create_class
from tests.factories.people import create_person, sign_in


def test_an_instructor_sees_what_was_handed_in_and_opens_the_file(app: Flask, session: Session) -> None:
    lan, minh = (
        create_person(session, name, role) for name, role in (("Lan", Role.TRAINEE), ("Minh", Role.INSTRUCTOR))
    )
    class_id = create_class(session, instructor=minh, trainees=[lan])
    attempt = service.start_attempt(
        session, person_id=lan.id, scenario_id="VBDI-02", mode=Mode.EXAM, at=NOW, seed_key="k", context_id=class_id
    ).attempt
    draft = load_attempt(session, attempt).desk.drafts["d1"].draft
    given = draft_files.given(draft)
    given.keep()
    service.act(session, attempt.id, c.FetchDraft(draft.id, given.file), NOW)
    left = [draft.fault("noi-nhan").name]
    mended = letters.file_with(draft, letters.right_letter(draft), left, register.load())
    found = draft_files.handed_in(draft, mended, "bản của Lan.docx")
    found.keep()
    service.act(session, attempt.id, c.SubmitDraft(draft.id, found.file, found.look), NOW)
    browser = sign_in(app, minh)
    page = browser.get(f"/lop/{class_id}/bai-thuc-hanh/{attempt.id}").text
    assert "soi-mark" in page
    assert "Còn 1 phần chưa đúng" in page
    address = f"/lop/{class_id}/bai-thuc-hanh/{attempt.id}/ban-thao/d1"
    assert f'href="{address}/1"' in page
    assert browser.get(f"{address}/1").data == mended
    assert browser.get(f"{address}/0").data == given.data
    assert browser.get(f"{address}/2").status_code == 404
    assert sign_in(app, lan).get(f"{address}/1").status_code in (403, 404)
