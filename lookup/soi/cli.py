"""`./run soi FILE [--json]`: without the application, so that it answers at once."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from core import clock
from core.children import Rejected
from law import register
from lookup.soi import files as made
from lookup.soi import presenting
from lookup.soi.inspection import inspect

_NEW_FILE = click.Path(dir_okay=False, path_type=Path)
_MARKS = {"FAIL": "SAI ", "NEEDS_REVIEW": "XEM "}


@click.command("soi")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--json", "as_json", is_flag=True, help="The whole report as JSON, one document a line for several files."
)
@click.option("--all", "everything", is_flag=True, help="Also the rules that are kept.")
@click.option("--annotated", type=_NEW_FILE, help="Write the .docx with a comment for each finding to this new file.")
@click.option("--corrected", type=_NEW_FILE, help="Write the .docx with what is safe put right to this new file.")
def soi(
    files: tuple[Path, ...], as_json: bool, everything: bool, annotated: Path | None, corrected: Path | None
) -> None:
    """Hold .docx or PDF files against Phụ lục I to III of NĐ 30/2020. Exit 1 with faults, 2 for a file that is not judged."""
    if annotated or corrected:
        _refuse_wrong_use(files, annotated, corrected)
    worst = 0
    for file in files:
        worst = max(worst, _one(file, as_json, everything, indent=2 if len(files) == 1 else None))
    if worst < 2:
        try:
            _write(files[0], annotated, corrected)
        except Rejected as refusal:
            click.echo(f"{files[0].name}: {refusal}", err=True)
            worst = 2
    sys.exit(worst)


def _refuse_wrong_use(files: tuple[Path, ...], *made: Path | None) -> None:
    if len(files) > 1:
        raise click.UsageError("Ghi bản có ghi chú hoặc bản đã sửa: mỗi lần chỉ một tệp.")
    if files[0].suffix.lower() != ".docx":
        raise click.UsageError("Chỉ ghi được bản có ghi chú hoặc bản đã sửa của tệp .docx.")
    for one in made:
        if one is not None and one.exists():
            raise click.UsageError(f"Tệp {one} đã có. Hãy ghi vào một tệp mới.")


def _write(file: Path, annotated: Path | None, corrected: Path | None) -> None:
    """The files that were asked for; what was put right is told on standard error."""
    if annotated is not None:
        report = inspect(file.read_bytes(), file.name, clock.today_outside())
        annotated.write_bytes(
            made.annotated(file.read_bytes(), file.name, presenting.findings(report), clock.now_outside())
        )
    if corrected is not None:
        done = made.corrected(file.read_bytes(), file.name, clock.today_outside(), {})
        corrected.write_bytes(done.data)
        for one in done.made:
            click.echo(f"  ĐÃ SỬA {one['name']}: {one['before']} → {one['after']}", err=True)


def _one(file: Path, as_json: bool, everything: bool, *, indent: int | None) -> int:
    try:
        report = inspect(file.read_bytes(), file.name, clock.today_outside())
    except Rejected as refusal:
        if as_json:
            click.echo(json.dumps({"file": file.name, "error": str(refusal)}, ensure_ascii=False, indent=indent))
        else:
            click.echo(f"{file.name}: {refusal}", err=True)
        return 2
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=indent))
    else:
        _say(report, everything)
    if report["refusal"]:
        return 2
    return 1 if report["counts"]["FAIL"] else 0


def _say(report: dict[str, Any], everything: bool) -> None:
    click.echo(f"{report['file']}: {report['document_type_name'] or 'chưa rõ loại văn bản'}")
    for note in (report["refusal"], *report["notes"]):
        if note:
            click.echo(f"  {note}")
    for one in report["findings"]:
        if one["outcome"] in _MARKS or (everything and one["outcome"] == "PASS"):
            mark = _MARKS.get(one["outcome"], "ĐẠT ")
            click.echo(f"  {mark} {one['where']['name']}: {one['found']}")
            if one["outcome"] in _MARKS:
                click.echo(
                    f"       Quy định: {one['expected']} ({register.load()[one['article']].where}). Cách sửa: {one['how']}"
                )
    counts = report["counts"]
    click.echo(f"  {counts['FAIL']} chỗ sai, {counts['NEEDS_REVIEW']} chỗ cần người xem, {counts['PASS']} chỗ đúng.")


if __name__ == "__main__":
    soi(prog_name="./run soi")
