"""Fetches nothing: copies, compiles and subsets the named files of tools/node_modules into static/vendor.

    (cd tools && npm ci) && .venv/bin/python tools/vendor.py    write static/vendor and its manifest
    .venv/bin/python tools/vendor.py --check                    compare the committed files with it

The results are committed, so that running the site needs no Node. The manifest gives for each file the
package and version that it was made from and its SHA-384; tests/house_rules compares them.
"""

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
TARGET = HERE.parent / "static" / "vendor"
MANIFEST = TARGET / "manifest.json"

COPIED = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "licences/htmx.txt": "htmx.org/LICENSE",
    "licences/bootstrap.txt": "bootstrap/LICENSE",
    "licences/be-vietnam-pro.txt": "@fontsource/be-vietnam-pro/LICENSE",
}
FONT_WEIGHTS = (400, 700)
# The "vietnamese" part alone lacks Â Ê Ô, which it shares with "latin": one file holds both.
FONT_PARTS = ("latin", "vietnamese")
FONT_LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(ord(letter) for letter in "ĂăĐđĨĩŨũƠơƯư₫–—‘’‚“”„•…−"),
    *(0x300, 0x301, 0x303, 0x309, 0x323),
    *range(0x1EA0, 0x1EFA),
)


def sha384(content: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def source_version(source: str) -> str:
    """ "@fontsource/be-vietnam-pro/LICENSE" -> "@fontsource/be-vietnam-pro 5.3.0"."""
    parts = source.split("/")
    name = "/".join(parts[: 2 if source.startswith("@") else 1])
    package = json.loads((MODULES / name / "package.json").read_text(encoding="utf-8"))
    return f"{name} {package['version']}"


def copy_files() -> Iterable[tuple[str, str]]:
    for name, source in COPIED.items():
        target = TARGET / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, target)
        yield name, source_version(source)


def build_fonts() -> Iterable[tuple[str, str]]:
    """One WOFF2 a weight. The hints are kept: old screens at 96 dpi show small letters badly without them."""
    package = "@fontsource/be-vietnam-pro"
    for weight in FONT_WEIGHTS:
        parts = []
        drawn = 0
        for part in FONT_PARTS:
            font = TTFont(MODULES / package / "files" / f"be-vietnam-pro-{part}-{weight}-normal.woff2")
            font.flavor = None
            drawn = font["head"].modified
            plain = io.BytesIO()
            font.save(plain)
            plain.seek(0)
            parts.append(plain)
        font = merge.Merger().merge(parts)
        options = subset.Options()
        options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum"]
        options.flavor = "woff2"
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=FONT_LETTERS)
        cutter.subset(font)
        font.flavor = "woff2"
        font.recalcTimestamp = False
        font["head"].created = font["head"].modified = drawn  # the same input gives the same bytes
        name = f"be-vietnam-pro-{weight}.woff2"
        font.save(TARGET / name)
        yield name, source_version(package)


def compile_theme() -> Iterable[tuple[str, str]]:
    subprocess.run(
        [
            "node",
            str(MODULES / "sass" / "sass.js"),
            "--style=compressed",
            "--no-source-map",
            "--quiet-deps",
            "--silence-deprecation=import",  # Bootstrap 5 knows no @use
            "--silence-deprecation=global-builtin",
            f"--load-path={MODULES}",
            f"{HERE / 'theme' / 'dauden.scss'}:{TARGET / 'dauden.css'}",
        ],
        check=True,
    )
    name_fonts_by_content()
    yield "dauden.css", source_version("bootstrap/scss")


def name_fonts_by_content() -> None:
    """Give the fonts in the sheet the address that core.assets would: browsers may then keep them for ever."""
    sheet = TARGET / "dauden.css"
    text = sheet.read_text(encoding="utf-8")
    for weight in FONT_WEIGHTS:
        name = f"be-vietnam-pro-{weight}.woff2"
        version = hashlib.sha256((TARGET / name).read_bytes()).hexdigest()[:12]
        text = text.replace(f'url("{name}")', f'url("{name}?v={version}")')
    sheet.write_text(text, encoding="utf-8")


def build() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    made = {name: source for step in (copy_files, build_fonts, compile_theme) for name, source in step()}
    manifest = {name: {"from": made[name], "integrity": sha384((TARGET / name).read_bytes())} for name in sorted(made)}
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    for name in manifest:
        print(f"{(TARGET / name).stat().st_size:>8} {name}")


def differences() -> list[str]:
    """Names of committed files that do not match the manifest, and files that it does not know."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    on_disk = {str(path.relative_to(TARGET)) for path in TARGET.rglob("*") if path.is_file()} - {"manifest.json"}
    changed = [
        name
        for name in manifest
        if name in on_disk and sha384((TARGET / name).read_bytes()) != manifest[name]["integrity"]
    ]
    return sorted({*changed, *(on_disk ^ set(manifest))})


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        wrong = differences()
        for entry in wrong:
            print(f"static/vendor/{entry}: not what the manifest says; run tools/vendor.py")
        sys.exit(1 if wrong else 0)
    if os.environ.get("PYTHONHASHSEED") != "0":  # fontTools orders some tables by the hash of glyph names
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | {"PYTHONHASHSEED": "0"})
    build()
