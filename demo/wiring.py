"""Registers the package with an application."""

from flask import Flask

from accounts.domain import Role
from accounts.providers import DEMO_USERS
from core.prepare import FIRST_START, FirstStart
from demo import build
from demo.cli import bench, demo


def init_app(app: Flask) -> None:
    """The data of a first start, the accounts behind the buttons, the commands."""
    FIRST_START.add("demo", FirstStart("Đang tạo dữ liệu trình diễn…", build.build, demo_only=True), order=900)
    for role in Role:
        DEMO_USERS.add(role.value, (role, build.first_of(role)))
    app.cli.add_command(demo)
    app.cli.add_command(bench)
