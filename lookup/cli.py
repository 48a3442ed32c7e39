"""Commands on the law register: what a change touches, and the way of an officer's looks back into the files."""

import json
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from core import db
from law import register
from law.register import DATA_FOLDER, RegisterError, UnknownProvision
from law.register.merging import merge as merge_marks
from lookup import exporting, queries
from lookup.providers import Use, grouped, uses_of

CANNOT_WRITE = "Không ghi được {}: hãy xem thư mục có đó không, được phép ghi không và đĩa còn chỗ không."

law = AppGroup("law", help="The law register.")


@law.command("impact")
@click.argument("key")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
def impact(key: str, as_json: bool) -> None:
    """List the content that a change of the provision (or text) KEY touches: lessons, questions, checks, exercises."""
    try:
        provision = register.load()[key]
    except UnknownProvision as problem:
        raise click.ClickException(f"Sổ pháp luật không có {key}. {problem.advice}") from None
    with current_app.test_request_context():
        uses = uses_of(key)
    if as_json:
        found = {"key": key, "label": provision.label, "uses": [_as_json(use) for use in uses]}
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    click.echo(f"{key}: {provision.label}")
    for group in grouped(uses):
        click.echo(f"{group.kind.label} ({len(group.uses)})")
        for use in group.uses:
            click.echo(f"  {use.label}  [{', '.join(use.cites)}]  {use.url}")
    click.echo(f"{len(uses)} chỗ cần xem lại.")


def _as_json(use: Use) -> dict[str, object]:
    return {"kind": use.kind.value, "label": use.label, "url": use.url, "cites": list(use.cites)}


@law.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write the newest look at every row to FILE as TOML; it must not exist yet."""
    rows = queries.newest_checks(db.session())
    try:
        with file.open("x", encoding="utf-8") as target:
            target.write(exporting.to_toml(rows))
    except FileExistsError:
        raise click.ClickException(f"Đã có tệp {file}. Hãy chọn tên khác.") from None
    except OSError as error:
        raise click.ClickException(CANNOT_WRITE.format(file)) from error
    click.echo(f"Đã ghi {len(rows)} hàng vào {file}.")


@law.command("merge")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=DATA_FOLDER,
    help="The register's folder; the program's own by default.",
)
def merge(file: Path, folder: Path) -> None:
    """Write the looks of FILE into the TOML files of the register. Only the rows concerned change; nothing at all on a fault."""
    try:
        sorted_out = exporting.sort_out(exporting.read_toml(file.read_text(encoding="utf-8")), register.load(folder))
        if sorted_out.unknown:
            raise click.ClickException(f"Sổ pháp luật không có: {', '.join(sorted_out.unknown)}. Chưa ghi gì.")
        edited = merge_marks(folder, sorted_out.marks)
        for path, content in edited.items():
            _replace(path, content)
        register.reread(folder)
    except UnicodeDecodeError as problem:
        raise click.ClickException(f"{file}: tệp phải được lưu bằng mã UTF-8.") from problem
    except (exporting.WrongExport, RegisterError) as problem:
        raise click.ClickException(f"{file}: {problem}") from problem
    except OSError as error:
        raise click.ClickException(CANNOT_WRITE.format(error.filename)) from error
    for key in sorted_out.overtaken:
        click.echo(f"Bỏ qua {key}: tệp đã có lần kiểm tra mới hơn.")
    for path in edited:
        click.echo(f"Đã sửa {path.name}.")
    click.echo(f"{len(sorted_out.marks)} hàng đã nhập, {len(edited)} tệp thay đổi.")


def _replace(path: Path, content: str) -> None:
    """The file appears whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(content, encoding="utf-8")
    part.replace(path)
