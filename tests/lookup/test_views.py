import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from law import register
from lookup.providers import USES, Use, UseKind


def text_of(response: TestResponse) -> str:
    assert response.status_code == 200
    return response.get_data(as_text=True)


def test_anybody_may_read_the_list_of_texts(client: FlaskClient) -> None:
    html = text_of(client.get("/tra-cuu/van-ban"))
    assert "Nghị định 30/2020/NĐ-CP" in html
    assert "Văn bản đã hết hiệu lực" in html


def test_every_text_has_a_page(client: FlaskClient) -> None:
    for key, text in register.load().texts.items():
        assert text.subject.split("'")[0] in text_of(client.get(f"/tra-cuu/van-ban/{key}"))


@pytest.mark.one_database  # the law is files
def test_provisions_of_all_texts_have_a_page_and_a_panel(client: FlaskClient) -> None:
    for provision in list(register.load())[::9]:
        assert provision.where in text_of(client.get(f"/tra-cuu/dieu/{provision.key}"))
    panel = text_of(client.get("/tra-cuu/dieu/ND30.D21.K2.A", headers={"HX-Request": "true"}))
    assert panel.lstrip().startswith("<section")
    assert "<html" not in panel


def test_a_provision_says_what_it_means_where_it_stands_and_how_far_it_was_confirmed(client: FlaskClient) -> None:
    html = text_of(client.get("/tra-cuu/dieu/ND30.D21.K2.A"))
    assert "<h1>Điểm a khoản 2 Điều 21 Nghị định 30/2020/NĐ-CP</h1>" in html
    assert "Kiểm tra tính xác thực và toàn vẹn trước" in html
    assert "Đã đọc trực tiếp trong văn bản. Kiểm tra ngày 22/11/2026" in html
    assert 'href="/tra-cuu/van-ban/ND30#D21.K2.A"' in html


def test_a_proxy_may_not_serve_the_panel_for_the_page(client: FlaskClient) -> None:
    assert "HX-Request" in client.get("/tra-cuu/dieu/ND30.D21").headers["Vary"]


def test_a_link_followed_by_a_boosted_page_gets_the_whole_page(client: FlaskClient) -> None:
    headers = {"HX-Request": "true", "HX-Boosted": "true"}
    assert "<html" in text_of(client.get("/tra-cuu/dieu/ND30.D21", headers=headers))


def test_unknown_texts_and_provisions_are_not_found(client: FlaskClient) -> None:
    for path in ("/tra-cuu/van-ban/XX1", "/tra-cuu/dieu/ND30.D99", "/tra-cuu/dieu/<script>"):
        assert client.get(path).status_code == 404


def test_an_ended_text_warns_and_leads_to_its_successor(client: FlaskClient) -> None:
    html = text_of(client.get("/tra-cuu/van-ban/LBMNN2018"))
    assert "Văn bản này không còn hiệu lực" in html
    assert 'href="/tra-cuu/van-ban/LBMNN2025"' in html


def test_a_disputed_text_says_that_nothing_is_graded_from_it(client: FlaskClient) -> None:
    assert "Không dùng để chấm điểm" in text_of(client.get("/tra-cuu/dieu/TT10-2022"))


def test_the_search_finds_an_article_by_its_number_first(client: FlaskClient) -> None:
    html = text_of(client.get("/tra-cuu/van-ban", query_string={"tim": "dieu 22 nghi dinh 30"}))
    assert html.index("/tra-cuu/dieu/ND30.D22") < html.index("kết quả cho") + 600


def test_the_search_forgives_missing_marks(client: FlaskClient) -> None:
    assert "Dấu ĐẾN" in text_of(client.get("/tra-cuu/van-ban", query_string={"tim": "dau den 35 x 50"}))


def test_a_search_without_result_says_how_to_search(client: FlaskClient) -> None:
    html = text_of(client.get("/tra-cuu/van-ban", query_string={"tim": "<b>chè Tân Cương</b>"}))
    assert "Không tìm thấy điều nào" in html
    assert "<b>chè" not in html


def test_upper_packages_tell_where_a_provision_is_used(app: Flask, client: FlaskClient) -> None:
    def lessons(key: str) -> list[Use]:
        return (
            [Use(UseKind.LESSON, "Bài M5.2 Đăng ký văn bản đến", "/khoa-hoc/m5", (key,))] if key == "ND30.D22" else []
        )

    USES.add("test", lessons)
    try:
        assert "Bài M5.2 Đăng ký văn bản đến" in text_of(client.get("/tra-cuu/dieu/ND30.D22"))
        assert "Dùng ở" not in text_of(client.get("/tra-cuu/dieu/ND30.D38"))
    finally:
        USES.add("test", lambda _key: [])
