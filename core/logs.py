"""Logs: one JSON object a line on standard error, without bodies, cookies, passwords or personal names."""

import json
import logging
import sys
import time
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, request

KEPT = ("status", "method", "endpoint", "milliseconds", "job", "kind", "path")


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON; line ends inside texts are escaped, so no line can be forged."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's time, level, logger, message, known extras and traceback."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in KEPT if hasattr(record, name)}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def init_app(app: Flask) -> None:
    """Send all logs to standard error as JSON and note each request by endpoint, never by its full address."""
    if app.extensions["settings"].testing:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.getLogger().handlers[:] = [handler]
    logging.getLogger().setLevel(logging.INFO)
    for noisy in ("weasyprint", "fontTools", "alembic", "huey"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    app.before_request(_start)
    app.after_request(_note)


def _start() -> None:
    g.started = time.perf_counter()


def _note(response: Response) -> Response:
    if request.endpoint not in {"static", "health.live", "health.ready"}:
        taken = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1)
        logging.getLogger("request").info(
            "request",
            extra={
                "status": response.status_code,
                "method": request.method,
                "endpoint": request.endpoint or "-",
                "milliseconds": taken,
            },
        )
    return response
