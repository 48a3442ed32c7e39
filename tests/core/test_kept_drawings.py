"""A kept drawing gives the bytes that WeasyPrint gives, also where it cannot be kept."""

from pathlib import Path
from typing import Any

import pytest
from weasyprint import images

from core import render_process
from core.kept_drawings import KeptDrawing
from core.render_process import Renderer

PLAIN = '<path d="M1 1h8v3z" fill="#b3141c"/><circle cx="5" cy="5" r="2" stroke="#b8892b" fill="none"/>'
PALE = '<rect width="9" height="9" fill="#b3141c" fill-opacity=".3" stroke="#b8892b" stroke-opacity=".6"/>'
GRADIENT = (
    '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/><stop offset="1"/></linearGradient></defs>'
    '<rect width="9" height="9" fill="url(#g)"/>'
)
TEXT = '<text x="1" y="8" font-size="8">Ệ</text>'
MASK = (
    '<defs><mask id="m"><rect width="5" height="5" fill="#fff"/></mask></defs>'
    '<rect width="9" height="9" fill="#17375e" mask="url(#m)"/>'
)
BLEND = (
    '<defs><filter id="f"><feBlend mode="multiply" in="SourceGraphic"/></filter></defs>'
    '<rect width="9" height="9" fill="#17375e" filter="url(#f)"/>'
)
GROUP = '<g opacity=".5"><rect width="9" height="9" fill="#17375e"/><rect x="3" width="3" height="9"/></g>'
BACKGROUND = '<p style="height: 40px; background: url(static:a.svg) 0 0 / 40px 40px no-repeat">một</p>'
REPEATED = '<p style="height: 40px; background: url(static:a.svg) 0 0 / 20px 20px">hai</p>'
INLINE = '<p>bốn <img src="static:a.svg" alt="hình" style="width: 40px"/> ba</p>'
PAGE = "<!doctype html><html lang='vi'><title>Một tờ</title><body>{}</body></html>"


@pytest.fixture
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A static folder of our own, in place of the real one."""
    monkeypatch.setattr(render_process, "STATIC", tmp_path.resolve())
    return tmp_path


def _save(static: Path, drawing: str) -> None:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10">{drawing}</svg>'
    (static / "a.svg").write_text(picture, encoding="utf-8")


def _picture(renderer: Renderer) -> Any:
    return renderer.pictures["static:a.svg"]


@pytest.mark.parametrize("drawing", [PLAIN, PALE, GRADIENT, TEXT, MASK, BLEND, GROUP])
@pytest.mark.parametrize("place", [BACKGROUND, REPEATED, INLINE, BACKGROUND + BACKGROUND + INLINE + REPEATED])
def test_a_paper_has_the_same_bytes_whether_its_picture_was_kept(static: Path, drawing: str, place: str) -> None:
    _save(static, drawing)
    renderer, page = Renderer(), PAGE.format(place)
    plain = renderer.pdf(page, [], "pdf/ua-1")
    assert isinstance(_picture(renderer), KeptDrawing)
    assert [renderer.pdf(page, [], "pdf/ua-1") for _ in range(2)] == [plain, plain]
    other = PAGE.format(BACKGROUND)  # and the same picture on another paper
    assert renderer.pdf(other, [], "pdf/ua-1") == Renderer().pdf(other, [], "pdf/ua-1")


@pytest.mark.parametrize(
    ("drawing", "times"), [(PLAIN, 2), (PALE, 2), (GRADIENT, 4), (TEXT, 4), (MASK, 4), (BLEND, 4), (GROUP, 4)]
)
def test_lines_and_areas_are_drawn_once_and_what_belongs_to_one_paper_each_time(
    static: Path, monkeypatch: pytest.MonkeyPatch, drawing: str, times: int
) -> None:
    drawn, draw = [], images.SVGImage.draw

    def counted(self: Any, *where: Any) -> None:
        drawn.append(1)
        draw(self, *where)

    monkeypatch.setattr(images.SVGImage, "draw", counted)
    _save(static, drawing)
    renderer = Renderer()
    for _ in range(4):  # the first time by WeasyPrint alone, the second to keep it
        renderer.pdf(PAGE.format(BACKGROUND), [], None)
    assert len(drawn) == times


def test_the_frame_of_a_certificate_is_kept() -> None:
    renderer = Renderer()
    for _ in range(2):
        renderer.pdf('<div class="sheet"></div>', ["certificates/paper.css"], "pdf/ua-1")
    assert renderer.pictures["static:certificates/frame.svg"]._kept
