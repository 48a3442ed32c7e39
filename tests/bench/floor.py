"""The floors: an empty Flask page, and a page with a signed session, three queries and a Jinja template of 10 kB.

Served by the same server with the same gateway and number of processes, so that a ratio says what our own code costs.
`python -m tests.bench.floor PORT DATABASE`.
"""

import os
import sys
from typing import Any

import sqlalchemy as sa
from flask import Flask, render_template_string, session

from core.processes import adopt_orphans
from core.serve import Web, keep_alive

PAGE = """<!doctype html><html lang="vi"><title>{{ name }}</title><h1>{{ name }}</h1>
{% for row in rows %}<p class="a">{{ row.title }}: {{ row.text }}</p>{% endfor %}</html>"""
ROWS = 24
TEXT = "Văn bản đến được đăng ký đầy đủ, rõ ràng, chính xác các thông tin cần thiết theo mẫu sổ. " * 4
DATABASE = "FLOOR_DATABASE"


def create_floor() -> Flask:
    """An application with `/empty` and `/floor`; `/enter` signs a session."""
    app = Flask("floor")
    app.secret_key = "a floor has no secrets, but sessions want a key"
    engine = sa.create_engine(f"sqlite:///{os.environ[DATABASE]}")
    lines = sa.Table("line", sa.MetaData(), sa.Column("id", sa.Integer), sa.Column("title", sa.String), sa.Column("text", sa.String))  # fmt: skip

    @app.get("/empty")
    def empty() -> str:
        return "ok"

    @app.get("/enter")
    def enter() -> str:
        session["who"] = 1
        return "ok"

    @app.get("/floor")
    def floor() -> Any:
        with engine.connect() as connection:
            person = connection.execute(sa.select(lines.c.title).where(lines.c.id == session["who"])).scalar_one()
            connection.execute(sa.select(sa.func.count()).select_from(lines)).scalar_one()
            rows = connection.execute(sa.select(lines)).all()
        return render_template_string(PAGE, name=person, rows=rows)

    return app


def fill(path: str) -> None:
    """The floor's table."""
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE line (id INTEGER PRIMARY KEY, title TEXT, text TEXT)")
        rows = [{"id": n, "title": f"Dòng {n}", "text": TEXT} for n in range(1, ROWS + 1)]
        connection.execute(sa.text("INSERT INTO line VALUES (:id, :title, :text)"), rows)
    engine.dispose()


if __name__ == "__main__":
    port, database = sys.argv[1:]
    fill(database)
    os.environ[DATABASE] = database
    adopt_orphans()
    keep_alive([Web(2, "-m", "core.web", "tests.bench.floor:create_floor", "127.0.0.1", port)])
