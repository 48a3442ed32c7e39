"""What was typed is told in the words of the form's page, without anything that a machine put there."""

import pytest

from accounts.typed import Box, Typed, read_as_words, typed_in

PAGE = """
<form method="post" action="/khac"><input type="hidden" name="packet" value="vb-1"><button>Mở</button></form>
<form method="post" action="/tra-lai"><input type="hidden" name="hint" value="h1"><button>Gợi ý một</button></form>
<form method="post" action="/tra-lai">
  <input type="hidden" name="packet" value="vb-1"><textarea name="kept" hidden>nội dung cũ</textarea>
  <fieldset class="field choices"><legend>Căn cứ trả lại <span aria-hidden="true">*</span></legend>
    <div><input type="radio" name="ground" id="g-0" value="wrong_addressee"><label for="g-0">Gửi nhầm nơi nhận</label></div>
    <div><input type="radio" name="ground" id="g-1" value="damaged"><label for="g-1">Bì rách</label></div>
  </fieldset>
  <label for="reason">Lý do <span class="optional-mark">(không bắt buộc)</span></label><textarea id="reason" name="reason"></textarea>
  <label><input type="checkbox" name="told" value="y"> Báo cho nơi gửi <span class="hint">Mã 02</span></label>
  <fieldset><legend>Buổi 1</legend><select name="half" aria-label="Buổi trong ngày"><option value="morning">Sáng</option><option value="afternoon">Chiều</option></select></fieldset>
  <fieldset class="question" aria-labelledby="c1-so c1-hoi"><legend id="c1-so">Câu 1 <span class="question-kind">chọn nhiều</span></legend>
    <div id="c1-hoi">Loại nào &amp; vì sao?</div>
    <input type="checkbox" name="c1" id="a" value="x1"><label for="a">Công văn</label><br>
    <input type="checkbox" name="c1" id="b" value="x2"><label for="b">Tờ trình</label>
  </fieldset>
  <button name="then" value="stay">Lưu</button><button name="then" value="go">Trả lại nơi gửi</button>
</form>
"""
SENT = [
    ["once", "5b0f9c1e-0f5c-4f0e-9c7e-0d3f0a8b7c11"],
    ["packet", "vb-1"],
    ["kept", "nội dung cũ"],
    ["ground", "wrong_addressee"],
    ["reason", "12"],
    ["told", "y"],
    ["half", "morning"],
    ["c1", "x1"],
    ["c1", "x2"],
    ["then", "go"],
]


def test_boxes_are_told_by_their_labels_and_choices_by_their_words() -> None:
    assert typed_in(PAGE, "/tra-lai", SENT) == Typed(
        (
            Box("Căn cứ trả lại", "Gửi nhầm nơi nhận"),
            Box("Lý do", "12"),
            Box("Báo cho nơi gửi", "đã đánh dấu"),
            Box("Buổi 1: Buổi trong ngày", "Sáng"),
            Box("Câu 1 Loại nào & vì sao?", "Công văn"),
            Box("Câu 1 Loại nào & vì sao?", "Tờ trình"),
        ),
        "Trả lại nơi gửi",
    )


def test_a_form_without_an_action_sends_to_its_own_page() -> None:
    page = "<form><input name='tu'></form><form method='post'><label for='a'>Tên lớp</label><input id='a' name='name'></form>"
    assert typed_in(page, "/lop/mo", [["name", "K1"]]).boxes == (Box("Tên lớp", "K1"),)


def test_a_button_with_hidden_fields_alone_is_nothing_typed() -> None:
    assert typed_in(PAGE, "/khac", [["packet", "vb-1"]]) == Typed((), "Mở")


def test_a_choice_that_the_page_does_not_offer_any_more_is_left_out() -> None:
    assert typed_in(PAGE, "/tra-lai", [["ground", "lost"], ["half", "night"], ["gone", "mã số"]]).boxes == (
        Box("", "mã số"),
    )


@pytest.mark.parametrize("page", [None, "", "<p>Không có biểu mẫu", "</div></form><form action='/tra-lai'"])
def test_without_the_form_only_free_text_is_told(page: str | None) -> None:
    assert typed_in(page, "/tra-lai", [*SENT[3:4], ["reason", "Nơi nhận không đúng"]]) == Typed(
        (Box("", "Nơi nhận không đúng"),)
    )


@pytest.mark.parametrize(
    ("value", "is_text"),
    [
        ("Nộp lại", True),
        ("nghỉ ốm", True),
        ("gui lai sau", True),
        ("wrong_addressee", False),
        ("morning", False),
        ("y", False),
        ("5b0f9c1e-0f5c-4f0e-9c7e-0d3f0a8b7c11", False),
        ("01/07/2025 07:30", False),
        ("/bai?tu=a", False),
        ("", False),
    ],
)
def test_free_text_is_told_from_what_a_machine_wrote(value: str, is_text: bool) -> None:
    assert read_as_words(value) is is_text
