"""Mistakes to find on a page, and cases in several steps: read, shown without their key, graded, laid open."""

import re
from pathlib import Path

import pytest

from courses.domain.answers import Picked, Staged, points
from courses.domain.questions import Case, Find, Question
from courses.domain.review import Verdict, review
from courses.domain.sheets import ForgedAnswer, Sheet, sheet_for
from tests.courses.conftest import Browser, School
from tests.courses.test_reading_content import problems_after
from tests.factories.courses import copy_sample, read_sample, sample_course

LESSON = "khoa-mau/m1-so-den/02-chuyen-van-ban"
PAGE = "/khoa-hoc/khoa-mau/bai/m1-2"


def question(question_id: str) -> Question:
    found = sample_course().question(question_id)
    assert found is not None
    return found


def sheet(question_id: str, salt: str = "salt") -> Sheet:
    return sheet_for(question(question_id), "q", salt)


def find() -> Find:
    body = question("M1.2-q06").body
    assert isinstance(body, Find)
    return body


def test_spots_stand_in_the_order_of_the_page_and_the_address_last() -> None:
    body = find()
    assert [spot.zone for spot in body.spots] == ["1", "3", "5a", "doan-2", "13"]
    assert body.places == (0, 1, 4, 2, 3), "the address stands early in the source of the page"
    assert [spot.name for spot in body.spots][1] == "Số, ký hiệu"
    assert "Số: 5 / TB - UBND" in "".join(body.page)


@pytest.mark.parametrize(
    ("picked", "worth"),
    [((0, 1), 1), ((0,), 0.5), ((0, 2), 0), ((0, 1, 2), 0.5), ((0, 1, 2, 3, 4), 0), ((2, 3), 0), ((), 0)],
)
def test_each_place_found_earns_its_share_and_each_false_alarm_takes_one_away(
    picked: tuple[int, ...], worth: float
) -> None:
    assert points(find(), Picked(frozenset(picked))) == worth


@pytest.mark.parametrize(("options", "worth"), [((0, 1), 1), ((0, 0), 0.5), ((0, None), 0.5), ((None, None), 0)])
def test_each_stage_of_a_case_counts_alike(options: tuple[int | None, ...], worth: float) -> None:
    assert points(question("M1.2-q05").body, Staged(options)) == worth


def test_a_place_is_said_to_be_found_missed_or_a_false_alarm() -> None:
    laid_open = review(question("M1.2-q06"), Picked(frozenset({0, 2})))
    assert laid_open.verdict is Verdict.WRONG
    assert [(spot.is_wrong, spot.is_picked, spot.is_right) for spot in laid_open.spots] == [
        (True, True, True), (True, False, False), (False, True, False), (False, False, True), (False, False, True)
    ]  # fmt: skip


def test_a_case_is_laid_open_stage_by_stage() -> None:
    laid_open = review(question("M1.2-q05"), Staged((0, 0)))
    assert laid_open.verdict is Verdict.PARTLY
    assert [stage.is_right for stage in laid_open.stages] == [True, False]
    assert review(question("M1.2-q05"), None).verdict is Verdict.OPEN


def test_answers_are_read_from_the_form() -> None:
    spots = sheet("M1.2-q06")
    assert [ticket.index for ticket in spots.tickets] == [0, 1, 2, 3, 4], "in the order of the page, whatever the salt"
    assert spots.read({"q": [spots.tickets[1].token]}) == Picked(frozenset({1}))
    case = sheet("M1.2-q05")
    second = case.stages[1]
    token = next(ticket.token for ticket in second.tickets if ticket.index == 1)
    assert case.read({second.name: [token]}) == Staged((None, 1))
    assert case.is_chosen(second, second.tickets[0], Staged((None, second.tickets[0].index)))


@pytest.mark.parametrize(
    ("question_id", "values"),
    [("M1.2-q06", {"q": ["3"]}), ("M1.2-q05", {"q-b1": ["0"]}), ("M1.2-q05", {"q-b2": ["forged"]})],
)
def test_a_value_that_was_never_offered_is_refused(question_id: str, values: dict[str, list[str]]) -> None:
    with pytest.raises(ForgedAnswer):
        sheet(question_id).read(values)


def test_two_options_of_one_stage_are_refused() -> None:
    case = sheet("M1.2-q05")
    with pytest.raises(ForgedAnswer):
        case.read({"q-b1": [ticket.token for ticket in case.stages[0].tickets]})


def test_an_option_of_another_stage_is_refused() -> None:
    case = sheet("M1.2-q05")
    with pytest.raises(ForgedAnswer):
        case.read({"q-b1": [case.stages[1].tickets[0].token]})


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("quiz.toml", 'zone = "13"', 'zone = "9a"', "thong-bao.toml: trang không có ô '9a'; có: 2, 1, 3, 4, 13, 5a, 6"),
        ("quiz.toml", 'zone = "13"', 'zone = "5a"', "một ô được kể hai lần"),
        ("quiz.toml", 'zone = "13"\nwrong = false', 'zone = "13"\nwrong = false\nmisprint = { text = "x" }', "chỉ ô có wrong = true mới có misprint"),
        ("quiz.toml", "misprint = { text =", "misprint = { txt =", "misprint cần text hoặc look"),
        ("quiz.toml", 'look = ["italic"]', 'look = ["wavy"]', "look 'wavy': phải là một trong bold"),
        ("quiz.toml", 'look = ["italic"]', 'look = ["bold"]', "ô 1 vốn đã bold"),
        ("quiz.toml", 'wrong = true\nwhy = "Sai: MA-SAI-SO."', 'wrong = false\nwhy = "Sai."', "ít nhất hai ô sai và hai ô đúng, ở đây có 1 ô sai"),
        ("quiz.toml", 'zone = "doan-2"', 'zone = "doan-2"\nwhich = 1', "không hiểu 'which'"),
        ("quiz.toml", 'page = "thong-bao.toml"', 'page = "khac.toml"', "khac.toml: thiếu tệp này"),
        ("quiz.toml", 'wrong = false\nwhy = "Đúng: MA-DUNG-DOAN."', "wrong = false", "[question[6].zone[5]] thiếu why"),
        ("thong-bao.toml", 'type = "thong-bao"', 'type = "thong-bo"', "thong-bao.toml:1: type: không có loại văn bản 'thong-bo'"),
        ("thong-bao.toml", "issued_date = 2026-02-03", 'issued_date = "3/2/2026"', "thong-bao.toml:6: issued_date: phải là một ngày"),
        ("thong-bao.toml", '"KT. Chủ tịch"', '"T/M Chủ tịch"', "thong-bao.toml:14: signer.authorities: 'T/M Chủ tịch': phải là TM., Q."),
        ("thong-bao.toml", 'place = "Xã A"', 'place = "Xã A"\nplaces = 1', "thong-bao.toml:6: places: không hiểu khóa này"),
        ("thong-bao.toml", "[recipients]", '[[appendix]]\ntitle = "Lịch"\nbody = ["x"]\n\n[recipients]', "chỉ có một văn bản, không kèm phụ lục"),
        ("thong-bao.toml", 'subject = "Lịch trực tết"', 'subject = "Lịch trực tết"\nurgency = "gap"', "thong-bao.toml:8: urgency: 'gap': phải là một trong thuong, khan, thuong-khan, hoa-toc"),
        ("quiz.toml", '[[question.stage.option]]\ntext = "Để chiều"\ncorrect = false', '[[question.stage.option]]\ntext = "Để chiều"\ncorrect = true', "[question[5].stage[1]] câu chọn một phải có đúng một đáp án đúng, ở đây có 2"),
        ("lesson.toml", '"M1.1-q07"', '"M1.1-q05"', "recall 'M1.1-q05': không phải câu use = \"practice\" của một bài trước"),
        ("lesson.toml", '"M1.1-q07"', '"M1.2-q07"', "lesson.toml:7: recall 'M1.2-q07': không phải câu"),
        ("lesson.toml", '"M1.1-q07", ', "", "recall cần đúng 3 câu luyện tập khác nhau"),
    ],
)  # fmt: skip
def test_a_fault_in_a_page_a_zone_or_a_stage_is_told(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    problems = problems_after(tmp_path, f"{LESSON}/{file}", old, new)
    assert any(said in problem for problem in problems), problems


def test_a_page_that_no_question_uses_is_told(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    (root / LESSON / "khac.toml").write_text('type = "thong-bao"\n', encoding="utf-8")
    (problem,) = read_sample(root).problems
    assert str(problem).endswith("khac.toml: không câu hỏi nào dùng trang này (page = …)")


def part(html: str, anchor: str) -> str:
    """The form of one practice question."""
    found = re.search(rf'<form method="post" id="{anchor}".*?</form>', html, re.DOTALL)
    assert found, anchor
    return found[0]


def test_a_page_is_shown_with_boxes_and_labels_and_nothing_of_the_key(school: School) -> None:
    html = part(school.browser_of(school.lan).get(PAGE).text, "cau-q07")
    boxes = re.findall(r'<input type="checkbox" name="([^"]+)" id="([^"]+)" value="([0-9a-f]+)" data-spot="(\d)"', html)
    assert [box[3] for box in boxes] == ["1", "2", "3", "4", "5"]
    for _name, box_id, _value, number in boxes:
        assert f'<label class="spot" for="{box_id}" data-spot="{number}" aria-hidden="true">' in html, "on the page"
        assert f'aria-labelledby="{box_id}-ten"' in html
    assert "T/M CHỦ TỊCH" in html
    for told in ("KT. CHỦ TỊCH", "misprint", "wrong", "is-good", "is-bad", "phải ghi", "viết đúng", "data-zone"):
        assert told not in html, told


def answered(browser: Browser, question_id: str, form: dict[str, str | list[str]]) -> str:
    sent = browser.post(f"{PAGE}/cau-hoi/{question_id}", form)
    assert sent.status_code == 303
    return part(browser.get(PAGE).text, f"cau-{question_id.rpartition('-')[2]}")


def test_after_the_answer_every_place_explains_itself(school: School) -> None:
    lan = school.browser_of(school.lan)
    html = part(lan.get(PAGE).text, "cau-q07")
    tokens = re.findall(r'name="(tra-loi-m1-2-q07)" id="[^"]+" value="([0-9a-f]+)"', html)
    shown = answered(lan, "M1.2-q07", {"tra-loi-m1-2-q07": [tokens[0][1], tokens[2][1]]})
    for words in (
        "Bỏ sót",
        "Sai, bạn bỏ sót",
        "Chỗ này không sai, bạn chọn nhầm",
        "phải ghi KT.",
        "Tên cơ quan viết đúng.",
    ):
        assert words in shown, words
    assert 'href="/tra-cuu/dieu/ND30.D22.K2"' in shown, "the article of the place, where it is another one"


def test_a_case_is_answered_stage_by_stage_and_comes_back_unfinished(school: School) -> None:
    lan = school.browser_of(school.lan)
    html = part(lan.get(PAGE).text, "cau-q08")
    radios = dict(re.findall(r'name="(tra-loi-m1-2-q08-b\d)" id="[^"]+" value="([0-9a-f]+)"', html))
    half = lan.post(f"{PAGE}/cau-hoi/M1.2-q08", {"tra-loi-m1-2-q08-b1": radios["tra-loi-m1-2-q08-b1"]})
    assert half.status_code == 422
    assert "Hãy chọn một đáp án cho từng bước." in half.text
    assert part(half.text, "cau-q08").count(" checked>") == 1, "nothing is lost"
    shown = answered(lan, "M1.2-q08", dict(radios))
    assert "Bước 2/2" in shown
    assert "Gửi nhầm thì trả lại." in shown


def test_three_questions_of_earlier_lessons_are_asked_first_and_kept_with_this_lesson(school: School) -> None:
    lan = school.browser_of(school.lan)
    html = lan.get(PAGE).text
    assert "Ôn nhanh trước khi học (3 câu)" in html
    assert html.index('id="on-m1-1-q07"') < html.index('id="on-m1-1-q01"') < html.index('<article class="lesson"')
    assert "Ôn nhanh" not in lan.get("/khoa-hoc/khoa-mau/bai/m1-1").text
    sent = lan.post(f"{PAGE}/cau-hoi/M1.1-q07", {"tra-loi-m1-1-q07": "08"})
    assert sent.location.endswith("/bai/m1-2#on-m1-1-q07"), "back to the lesson that asked"
    assert "Bạn ghi đúng" in part(lan.get(PAGE).text, "on-m1-1-q07")
    assert "Bạn ghi đúng" not in lan.get("/khoa-hoc/khoa-mau/bai/m1-1").text, "there it is asked afresh"


def test_no_two_things_on_a_lesson_page_share_an_id(school: School) -> None:
    html = school.browser_of(school.lan).get(PAGE).text
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_the_style_sheets_of_the_page_come_only_where_one_is_shown(school: School) -> None:
    lan = school.browser_of(school.lan)
    assert "law/a4.css" in lan.get(PAGE).text
    assert "law/a4.css" not in lan.get("/khoa-hoc/khoa-mau/bai/m1-1").text


def test_a_body_is_what_its_kind_says() -> None:
    assert isinstance(question("M1.2-q05").body, Case)
    assert question("M1.2-q07").cites == ("ND30.D23", "ND30.D22.K2")
