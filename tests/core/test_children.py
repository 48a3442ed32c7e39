"""A child process dies alone."""

import pytest

from core import children


def test_it_answers_with_the_value_or_the_refusal() -> None:
    assert children.run("tests.core.child_work:echo", b"abc") == {"length": 3}
    with pytest.raises(children.Rejected, match="không đọc được"):
        children.run("tests.core.child_work:refuse", b"")


@pytest.mark.parametrize("work", ["eat_memory", "crash", "write_a_file"])
def test_its_death_is_told_and_survived(work: str) -> None:
    with pytest.raises(children.ChildDied):
        children.run(f"tests.core.child_work:{work}", b"")
    assert children.run("tests.core.child_work:echo", b"") == {"length": 0}


def test_endless_work_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "WALL_SECONDS", 1)
    with pytest.raises(children.ChildSlow, match="1 seconds"):
        children.run("tests.core.child_work:work_for_ever", b"")
