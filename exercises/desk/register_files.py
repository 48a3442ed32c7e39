"""The register of incoming documents as a paper and as a spreadsheet (Phụ lục IV, mục VI)."""

from __future__ import annotations

from flask import render_template

from core.sheets import Column, Sheet, workbook
from exercises.dms.domain.desk import Desk
from exercises.dms.screens import REGISTER_COLUMNS, register_rows, register_years

WIDTHS = (12, 9, 26, 18, 13, 48, 30, 12, 26, 20)
SIMULATED = "HỆ THỐNG MÔ PHỎNG, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"


def register_html(desk: Desk) -> str:
    """The whole page for the printer."""
    rows = register_rows(desk)
    return render_template(
        "exercises/print/register.html",
        columns=REGISTER_COLUMNS,
        rows=rows,
        office=desk.office,
        years=register_years(rows),
        landscape=True,
        page_note=SIMULATED,
    )


def register_workbook(desk: Desk) -> bytes:
    """One sheet with the ten columns; numbers are numbers, days are days."""
    rows = register_rows(desk)
    sheet = Sheet(
        name="Sổ văn bản đến",
        title=[desk.office.organisation.name, f"SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM {register_years(rows)}", SIMULATED],
        columns=[Column(name, width) for name, width in zip(REGISTER_COLUMNS, WIDTHS, strict=True)],
        rows=[row.cells for row in rows],  # type: ignore[misc]  # each cell is a text, a number, a day or nothing
    )
    return workbook([sheet])
