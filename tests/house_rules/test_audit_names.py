"""The audit log speaks Vietnamese: every act that the code records has a name."""

import re
from pathlib import Path

from flask import Flask

from accounts.action_names import ACTION_NAMES
from core.jobs import JOBS

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("accounts", "lookup", "courses", "exercises", "training", "certificates", "reports", "demo")
# `action="x.y"` where an act is recorded, and the codes that training hands to its own recorders.
MADE_UP = re.compile(r"action=f\"|f\"(?:training|accounts|certificates?|attempt|law|exercises|courses)\.[a-z_]*\{")
ACT = re.compile(r"action=\"([a-z]+\.[a-z_]+)\"|\"(training\.[a-z_]+(?:ed|drawn))\"")


def recorded_acts() -> set[str]:
    every = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    sources = (path for path in every if path.stem != "signals")
    found = (ACT.findall(path.read_text(encoding="utf-8")) for path in sources)
    return {first or second for pairs in found for first, second in pairs}


def test_every_recorded_act_has_a_vietnamese_name(application: Flask) -> None:
    assert len(recorded_acts()) > 30
    nameless = recorded_acts() - set(ACTION_NAMES)
    assert not nameless, f"{sorted(nameless)}: put the name into ACTION_NAMES in the wiring of the package"


def test_every_recorded_act_is_written_out_where_it_can_be_found() -> None:
    sources = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    found = [str(path.relative_to(ROOT)) for path in sources if MADE_UP.search(path.read_text(encoding="utf-8"))]
    assert found == [], "name each act in a literal, so that its Vietnamese name can be asked for"


def test_every_kind_of_background_work_has_a_vietnamese_name(application: Flask) -> None:
    nameless = {kind for kind in JOBS if "." in kind and not kind.startswith("test")} - set(ACTION_NAMES)
    assert not nameless, f"{sorted(nameless)}: put the name into ACTION_NAMES in the wiring of the package"
