"""What is shipped is what was vendored, and it is small enough for a slow line."""

import gzip
import hashlib
import re
from pathlib import Path

from tools import vendor

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static" / "vendor"


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_vendored_files_are_those_of_the_manifest() -> None:
    assert vendor.differences() == [], "run tools/vendor.py and commit static/vendor"


def test_the_style_sheet_stays_within_18_kilobytes_packed() -> None:
    assert packed(VENDOR / "dauden.css") <= 18_000


def test_the_sheet_names_each_font_by_its_content() -> None:
    sheet = (VENDOR / "dauden.css").read_text(encoding="utf-8")
    for font in VENDOR.glob("*.woff2"):
        version = hashlib.sha256(font.read_bytes()).hexdigest()[:12]
        assert f"{font.name}?v={version}" in sheet, (
            "run tools/vendor.py: an address without ?v= is asked for on each page"
        )


def test_the_fonts_stay_within_50_kilobytes() -> None:
    assert sum(path.stat().st_size for path in VENDOR.glob("*.woff2")) <= 50_000


def test_the_scripts_of_every_page_stay_within_20_kilobytes_packed() -> None:
    assert packed(VENDOR / "htmx.min.js") + packed(ROOT / "static" / "core" / "page.js") <= 20_000


def test_style_sheets_load_nothing_from_elsewhere() -> None:
    for path in (ROOT / "static").rglob("*.css"):
        foreign = re.findall(r"url\(\s*[\"']?(?:https?:)?//|@import", path.read_text(encoding="utf-8"))
        assert not foreign, f"{path.relative_to(ROOT)}: copy the file to static/vendor with tools/vendor.py"


def test_the_lock_of_the_static_packages_names_no_registry() -> None:
    assert '"resolved"' not in (ROOT / "tools" / "package-lock.json").read_text(encoding="utf-8")
