"""A child process dies alone."""

from concurrent.futures import ThreadPoolExecutor

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


def test_a_nursery_that_is_gone_is_replaced() -> None:
    children.run("tests.core.child_work:echo", b"")
    nursery = children._nursery._process
    assert nursery is not None
    nursery.kill()
    assert children.run("tests.core.child_work:echo", b"again") == {"length": 5}
    assert children._nursery._process is not nursery


def test_many_at_once_get_their_own_answers() -> None:
    def asked(number: int) -> bool:
        return bool(children.run("tests.core.child_work:echo", bytes(number * 100_000)) == {"length": number * 100_000})

    with ThreadPoolExecutor(6) as threads:
        assert all(threads.map(asked, range(18)))


def test_a_child_is_limited_and_the_next_one_begins_anew() -> None:
    first = children.run("tests.core.child_work:count_and_limits", b"")
    assert first == {"called": 1, "memory": children.MEMORY, "cpu": children.CPU_SECONDS, "file": 0}
    assert children.run("tests.core.child_work:count_and_limits", b"") == first


def test_endless_work_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "WALL_SECONDS", 1)
    with pytest.raises(children.ChildSlow, match="1 seconds"):
        children.run("tests.core.child_work:work_for_ever", b"")
