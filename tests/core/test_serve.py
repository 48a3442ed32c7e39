"""The server ends whole: by Ctrl-C, by SIGTERM to everybody, by kill -9 of the supervisor."""

import os
import signal
import socket
import time
from pathlib import Path

import pytest

from tests.browser.site import Site, free_port

pytestmark = pytest.mark.full


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_behind(tmp_path: Path, how: signal.Signals) -> None:
    site = Site(tmp_path, free_port())
    site.start()
    assert site.process is not None
    os.killpg(site.process.pid, how)
    site.process.wait(15)
    until = time.monotonic() + 15
    while not _is_free(site.port) and time.monotonic() < until:
        time.sleep(0.2)
    assert _is_free(site.port)
    site.start()  # the same folder is whole and answers again
    site.stop()
