"""Work in a fork: only the answer comes back."""

import pytest

from core.apart import apart

SEEN: list[str] = []


def test_the_answer_comes_back_and_nothing_else_does() -> None:
    def work() -> dict[str, int]:
        SEEN.append("in the fork")
        return {"một": 1}

    assert apart(work) == {"một": 1}
    assert SEEN == []


def test_a_fork_that_fails_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    def work() -> int:
        raise ValueError("a fault in the fork")

    with pytest.raises(EOFError):
        apart(work)
    assert "a fault in the fork" in capfd.readouterr().err
