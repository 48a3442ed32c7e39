"""Rules of the house that read the code and the documents; each message says what to do instead."""

import re
from pathlib import Path

import pytest
from flask import Flask

from core.migrations import migrations

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "law", "core", "accounts", "lookup", "courses", "exercises", "training", "certificates", "reports", "demo"
)  # fmt: skip
ROOMS_WITHOUT_FLASK = {"domain", "models", "queries", "service"}


def _sources() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def _room(path: Path) -> set[str]:
    return {part.removesuffix(".py") for part in path.relative_to(ROOT).parts[1:]}


def test_every_setting_is_in_the_operations_document() -> None:
    named = set(re.findall(r'"(DAUDEN_[A-Z_]+)"', (ROOT / "core/settings.py").read_text(encoding="utf-8")))
    documented = set(re.findall(r"`(DAUDEN_[A-Z_]+)", (ROOT / "docs/operations.md").read_text(encoding="utf-8")))
    assert named - documented == set(), "write a row in docs/operations.md"
    assert documented - named == set(), "docs/operations.md names settings that are not read"


def test_every_command_is_in_a_document(application: Flask) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    names = []
    for name, command in application.cli.commands.items():
        inner = getattr(command, "commands", None)
        names += [f"{name} {sub}" for sub in inner] if inner and name != "db" else [name]
    missing = [name for name in names if f"./run {name}" not in text and f"`{name}`" not in text]
    assert missing == [], "name it in docs/operations.md with what it does"


def test_the_models_equal_the_migrations(app: Flask) -> None:
    with app.app_context():
        assert migrations(app).compare_metadata() == [], "make a migration for the changed models"


def test_there_is_one_migration_head(application: Flask) -> None:
    with application.app_context():
        assert len(migrations(application).script_directory.get_heads()) == 1


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (r"datetime\.(utcnow|now\(\))", "take `at` as a parameter, or core.clock.now() in a view"),
        (r"date\.today\(", "take the day as a parameter, or core.clock.today() in a view"),
        (r"render_template_string|Environment\(|from_string\(", "write a template file"),
        (r"\bimport pickle|\bmarshal\.loads", "JSON or TOML"),
        (r"\bverify=False|shell=True", "no"),
    ],
)
def test_no_source_does_what_has_a_better_way(pattern: str, instead: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in _sources()
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(pattern, line) and not line.lstrip().startswith(("#", '"""'))
    ]
    assert found == [], instead


def test_only_the_clock_asks_for_the_time() -> None:
    asks = [
        str(path.relative_to(ROOT))
        for path in _sources()
        if re.search(r"datetime\.now\(", path.read_text(encoding="utf-8"))
    ]
    assert asks == ["core/clock.py"], "core.clock is the edge; everything else gets `at`"


def test_weasyprint_is_called_in_one_file() -> None:
    callers = [str(p.relative_to(ROOT)) for p in _sources() if "weasyprint" in p.read_text(encoding="utf-8").lower()]
    calling = [name for name in callers if re.search(r"(from|import) weasyprint", (ROOT / name).read_text())]
    assert calling == ["core/render_process.py"], "call core.printing.render_pdf"


def test_rules_and_services_do_not_know_flask_requests() -> None:
    found = [
        f"{path.relative_to(ROOT)}"
        for path in _sources()
        if _room(path) & ROOMS_WITHOUT_FLASK
        and path.parts[len(ROOT.parts)] != "core"
        and re.search(
            r"from flask import .*(request|render_template|redirect|flash|abort)|current_user", path.read_text()
        )
    ]
    assert found == [], "a service takes session, actor and time; the view knows the request"


def test_pure_rooms_touch_neither_database_nor_files() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in _sources()
        if "domain" in _room(path)
        and re.search(r"^(from|import) (flask|sqlalchemy|wtforms|os|pathlib)\b", path.read_text(), re.MULTILINE)
    ]
    assert found == [], "domain is pure; input and output stay at the edge"


def test_no_drawer_is_called_utils() -> None:
    drawers = {"utils", "helpers", "common", "misc", "manager", "handler"}
    assert [str(p.relative_to(ROOT)) for p in _sources() if p.stem in drawers] == [], "name it by what it holds"


def test_every_package_keeps_its_promise_in_one_sentence() -> None:
    for package in PACKAGES:
        text = (ROOT / package / "__init__.py").read_text(encoding="utf-8").strip()
        assert text.startswith('"""'), f"{package}/__init__.py says what the package promises"
        assert text.count("\n") == 0, f"{package}/__init__.py holds the promise and nothing else"


def test_files_stay_rooms() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in _sources()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}, "past ~300 lines a room becomes a folder of the same name"


def test_no_file_names_a_machine_or_a_registry() -> None:
    pattern = re.compile(r"(^|[^A-Za-z0-9_./-])/(work|root|home)/|registry\.npmjs|pypi\.org/simple|files\.pythonhosted")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()[:80]}"
        for path in sorted(ROOT.rglob("*"))
        if path.suffix in {".py", ".md", ".toml", ".txt", ".json", ".sh", ".html", ".css", ".scss"}
        and not {".venv", ".tools", "node_modules", "data", ".git"} & set(path.parts)
        and path != Path(__file__)
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if pattern.search(line)
    ]
    assert found == []
