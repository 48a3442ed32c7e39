"""Paper: what the render process makes and what it refuses."""

import subprocess
from pathlib import Path

import pytest

from core.printing import PrintingFailed, RenderProcess, render_pdf


def _text(pdf: bytes, tmp_path: Path) -> str:
    (tmp_path / "a.pdf").write_bytes(pdf)
    return subprocess.run(["pdftotext", "a.pdf", "-"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout


def test_it_prints_vietnamese_letters(tmp_path: Path) -> None:
    pdf = render_pdf("<!doctype html><title>a</title><p>Nguyễn Thị Hường Giang, ẨẪẬ ỰỮỬ Đ đ</p>", sheets=())
    assert "Nguyễn Thị Hường Giang, ẨẪẬ ỰỮỬ Đ đ" in _text(pdf, tmp_path)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/a.png", "file:///etc/passwd", "static:../app.py", "static:/etc/passwd"]
)
def test_it_fetches_nothing_that_is_not_ours(address: str) -> None:
    with pytest.raises(PrintingFailed, match="refused|not one of our"):
        render_pdf(
            f"<!doctype html><title>a</title><link rel='attachment' href='{address}'><img src='{address}' alt=''>",
            sheets=(),
        )


def test_a_dead_child_is_replaced() -> None:
    process = RenderProcess()
    try:
        assert process.pdf("<p>1", (), None).startswith(b"%PDF")
        child = process._child
        assert child is not None
        child.kill()
        child.wait()
        assert process.pdf("<p>2", (), None).startswith(b"%PDF")
    finally:
        process.close()


WELL_FORMED = (
    '<html lang="vi"><head><meta charset="utf-8"/><title>a</title></head><body><p>Đỗ &amp; Lê<br/>{}</p></body></html>'
)


def test_a_page_that_is_xml_is_set_like_any_other() -> None:
    page = WELL_FORMED.format("Nguyễn Thị Ánh")
    assert render_pdf(f'<?xml version="1.0"?>\n{page}', sheets=()) == render_pdf(page, sheets=())


def test_a_letter_that_xml_does_not_know_prints_all_the_same(tmp_path: Path) -> None:
    page = '<?xml version="1.0"?>' + WELL_FORMED.format("có\u000bký tự lạ")
    assert "Đỗ & Lê" in _text(render_pdf(page, sheets=()), tmp_path)


def test_a_page_of_xml_fetches_nothing_that_is_not_ours() -> None:
    page = '<?xml version="1.0"?>' + WELL_FORMED.format('<img src="file:///etc/passwd" alt=""/>')
    with pytest.raises(PrintingFailed, match="refused"):
        render_pdf(page, sheets=())
