"""A body that is too large meets a page that names the limit of the page it was sent from, and leads back there."""

import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient

DESK = f"/luyen-tap/{uuid.UUID(int=1)}"


@pytest.fixture(autouse=True)
def _small_bodies(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 10)


@pytest.mark.parametrize(
    ("path", "form_page", "words"),
    [
        ("/tra-cuu/soi-the-thuc", "/tra-cuu/soi-the-thuc", ("nhiều nhất 20 MB", "thu nhỏ ảnh")),
        (f"{DESK}/ban-thao/d1/nop", f"{DESK}/ban-thao/d1", ("nhiều nhất 20 MB", "Bản thảo được giao")),
        (f"/lop/{uuid.UUID(int=1)}/ghi-danh", f"/lop/{uuid.UUID(int=1)}/ghi-danh", ("nhiều nhất 5 MB", "tệp mẫu")),
        ("/xac-minh/theo-tep", "/xac-minh", ("nhiều nhất 5 MB", "tệp PDF đã nhận")),
        ("/dang-nhap", "/dang-nhap", ("Nội dung quá lớn", "chia nội dung")),
    ],
)
def test_the_page_names_the_limit_the_way_out_and_the_way_back(
    client: FlaskClient, path: str, form_page: str, words: tuple[str, ...]
) -> None:
    answer = client.post(path, data={"a": "b" * 20}, headers={"Referer": f"http://localhost{form_page}"})
    assert answer.status_code == 413
    assert all(word in answer.text for word in words)
    assert f'href="{form_page}">Quay lại trang vừa gửi' in answer.text
    assert ("danh sách học viên" in answer.text.lower()) == ("ghi-danh" in path)


def test_it_leads_to_no_other_site(client: FlaskClient) -> None:
    answer = client.post("/dang-nhap", data={"a": "b" * 20}, headers={"Referer": "http://localhost.evil.example/x"})
    assert answer.status_code == 413
    assert "evil" not in answer.text
