"""Commands of reports."""

import json

import click
from flask.cli import AppGroup

from core import clock, db
from reports.service import mark_all_stale
from training.queries.classes import enrolments_by_year

report = AppGroup("report", help="Figures for the Department.")


@report.command("years")
@click.option("--json", "as_json", is_flag=True, help="One object: a year, with its classes and people.")
def years(as_json: bool) -> None:
    """How many classes and enrolled people each year has."""
    counts = enrolments_by_year(db.session())
    if as_json:
        click.echo(json.dumps({str(row.year): {"classes": row.classes, "people": row.people} for row in counts}))
        return
    for row in counts:
        click.echo(f"{row.year}: {row.classes} lớp, {row.people} người")


@report.command("refresh")
def refresh() -> None:
    """Compute the figures of all classes again (after a restore; usually they keep themselves)."""
    count = mark_all_stale(db.session(), clock.now())
    click.echo(f"Đã yêu cầu tính lại {count} lớp; tiến trình nền làm trong ít phút.")
