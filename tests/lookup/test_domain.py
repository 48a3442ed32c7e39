from datetime import date

from law import register
from lookup.domain.texts import MOST_RESULTS, TextState, parts_of, search, state_on, text_lists

TODAY = date(2026, 11, 22)


def test_the_state_follows_the_dates_of_the_register() -> None:
    texts = register.load().texts
    assert state_on(texts["ND30"], TODAY) is TextState.IN_FORCE
    assert state_on(texts["L20-2026"], TODAY) is TextState.NOT_YET
    assert state_on(texts["TT10-2022"], TODAY) is TextState.DOUBTFUL
    assert state_on(texts["TT02-2019"], TODAY) is TextState.ENDED
    assert state_on(texts["ND99-2016"], TODAY) is TextState.UNKNOWN


def test_a_circular_abolished_this_month_was_in_force_the_day_before() -> None:
    circular = register.load().texts["TT41-2017"]
    assert state_on(circular, date(2026, 11, 14)) is TextState.UNKNOWN  # its first day is not recorded
    assert state_on(circular, date(2026, 11, 15)) is TextState.ENDED


def test_each_text_stands_in_one_list() -> None:
    texts = register.load().texts
    listed = [
        text.key for group in text_lists([(text, None) for text in texts.values()], TODAY) for text, _ in group.texts
    ]
    assert sorted(listed) == sorted(texts)


def test_decree_30_has_seven_chapters_and_its_appendices() -> None:
    parts = parts_of(register.load(), "ND30")
    assert [len(part.nodes) for part in parts] == [6, 7, 14, 4, 2, 3, 2, 6]
    assert parts[0].heading == "Chương I. Quy định chung"
    assert parts[-1].heading == "Phụ lục"


def test_every_provision_stands_in_exactly_one_part_of_its_text() -> None:
    loaded = register.load()
    for key in loaded.texts:
        shown = [node.provision.key for part in parts_of(loaded, key) for node in part.nodes]
        assert sorted(shown) == sorted(loaded[key].children)
    assert [part.heading for part in parts_of(loaded, "LLT2024")][-2:] == [
        "Các điều khác được dẫn",
        "Nội dung chưa rõ nằm ở điều nào",
    ]


def test_the_search_needs_all_words_and_stays_short() -> None:
    loaded = register.load()
    assert search(loaded, "điểm c khoản 2 điều 21")[0].key == "ND30.D21.K2.C"
    assert len(search(loaded, "văn bản")) == MOST_RESULTS
    assert search(loaded, "   ") == []


def test_a_text_that_nobody_confirmed_is_not_said_to_be_in_force() -> None:
    loaded = register.load()
    assert state_on(loaded.texts["LVBQPPL2025"], TODAY) is TextState.DOUBTFUL
    assert state_on(loaded["QD28-2018.N2"], TODAY) is TextState.DOUBTFUL
    assert state_on(loaded["TT06-2025.N5"], TODAY) is TextState.IN_FORCE  # the sentence is doubtful, not the circular
