"""Verification codes: what is made, what is forgiven, what is noticed."""

import pytest

from certificates.domain.codes import ALPHABET, LENGTH, code_of, grouped, is_well_formed, normalise, number_parts

CODE = code_of(bytes(range(16)))


def test_a_code_carries_128_bits() -> None:
    assert code_of(b"\xff" * 16) != code_of(b"\xff" * 15 + b"\xfe")
    assert len(code_of(b"\x00" * 16)) == LENGTH == 28
    with pytest.raises(ValueError, match="16 bytes"):
        code_of(b"short")


def test_a_code_has_no_letters_that_look_like_digits() -> None:
    assert not set("ILOU") & set(ALPHABET)
    assert set(code_of(b"\xfe\xdc\xba\x98\x76\x54\x32\x10" * 2)) <= set(ALPHABET)


@pytest.mark.parametrize("typed", [grouped(CODE), CODE.lower(), grouped(CODE).replace("-", " "), f"  {CODE} ", CODE.replace("0", "O"), CODE.replace("1", "l"), CODE.replace("1", "I"), CODE.replace("0", "o").lower()])  # fmt: skip
def test_case_spaces_dashes_and_look_alikes_are_forgiven(typed: str) -> None:
    assert normalise(typed) == CODE
    assert is_well_formed(normalise(typed))


def test_every_single_slip_is_noticed() -> None:
    for place in range(LENGTH):
        for letter in ALPHABET:
            if letter != CODE[place]:
                assert not is_well_formed(CODE[:place] + letter + CODE[place + 1 :])


def test_every_swap_of_neighbours_is_noticed() -> None:
    for place in range(LENGTH - 1):
        swapped = CODE[:place] + CODE[place + 1] + CODE[place] + CODE[place + 2 :]
        assert swapped == CODE or not is_well_formed(swapped)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("0012/2026/GCN-SNV", (2026, 12)),
        (" 12 / 2026 ", (2026, 12)),
        ("12/2026/gcn-snv", (2026, 12)),
        ("Số: 0012/2026/GCN-SNV", (2026, 12)),
        ("số 12/2026", (2026, 12)),
        ("12/2026/QĐ-SNV", None),
        ("GCN-SNV", None),
        ("12", None),
        ("1' OR 1=1/2026", None),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, parts: tuple[int, int] | None) -> None:
    assert number_parts(typed) == parts
