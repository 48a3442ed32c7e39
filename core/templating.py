"""What every template can use: dates and times as people here write them, numbers, the installation's mode."""

from flask import Flask

from core import clock


def show_number(value: float | None) -> str:
    """1234.5 as 1.234,5; a dash for nothing."""
    if value is None:
        return "–"
    text = f"{value:,.1f}" if isinstance(value, float) and not value.is_integer() else f"{int(value):,}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def init_app(app: Flask) -> None:
    """Filters `date`, `time`, `hour`, `number`; the flag `is_demo`."""
    app.jinja_env.filters |= {
        "date": clock.show_date,
        "time": clock.show_time,
        "hour": clock.show_hour,
        "number": show_number,
    }
    app.jinja_env.globals["is_demo"] = app.extensions["settings"].demo
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
