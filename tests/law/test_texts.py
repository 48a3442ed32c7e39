"""The texts of the register, line by line as they were checked: issued on, in force from, in force to, how far confirmed."""

from datetime import date

import pytest

from law import register

TEXTS = """
ND30         30/2020/NĐ-CP        2020-03-05 2020-03-05 -          read
LLT2024      33/2024/QH15         2024-06-21 2025-07-01 -          secondary
LLT2011      01/2011/QH13         -          -          2025-06-30 secondary
ND113-2025   113/2025/NĐ-CP       2025-06-03 2025-07-21 -          secondary
TT05-2025    05/2025/TT-BNV       2025-05-14 2025-07-01 -          secondary
TT06-2025    06/2025/TT-BNV       2025-05-15 2025-07-01 -          secondary
ND31-2026    31/2026/NĐ-CP        2026-01-21 2026-03-08 -          secondary
TT10-2022    10/2022/TT-BNV       2022-12-19 2023-02-15 -          disputed
TT01-2019    01/2019/TT-BNV       2019-01-24 2019-03-10 -          disputed
TT02-2019    02/2019/TT-BNV       -          -          2025-06-30 secondary
TT16-2023    16/2023/TT-BNV       2023-11-15 -          -          secondary
TT47-2026    47/2026/TT-BCA       2026-05-12 -          -          secondary
QD458-2020   458/QĐ-TTg           2020-04-03 2020-04-03 -          disputed
QD1116-2024  1116/QĐ-TTg          2024-10-07 -          -          secondary
LGDDT2023    20/2023/QH15         2023-06-22 2024-07-01 -          secondary
L20-2026     20/2026/QH16         2026-08-24 2027-03-01 -          secondary
ND68-2024    68/2024/NĐ-CP        2024-06-25 2024-08-15 -          secondary
ND23-2025    23/2025/NĐ-CP        2025-02-21 2025-04-10 -          secondary
ND137-2024   137/2024/NĐ-CP       2024-10-23 2024-10-23 -          secondary
ND45-2020    45/2020/NĐ-CP        2020-04-08 -          -          secondary
QD28-2018    28/2018/QĐ-TTg       2018-07-12 2018-09-06 -          disputed
QCVN102-2016 QCVN_102:2016/BTTTT  -          -          -          disputed
QD20-2020    20/2020/QĐ-TTg       2020-07-22 -          -          unconfirmed
TT41-2017    41/2017/TT-BTTTT     -          -          2026-11-14 secondary
TT59-2026    59/2026/TT-BKHCN     2026-09-25 2026-11-15 -          secondary
LANM2025     116/2025/QH15        2025-12-10 2026-07-01 -          secondary
LCDS2025     148/2025/QH15        2025-12-11 2026-07-01 -          secondary
LBMNN2025    117/2025/QH15        2025-12-10 2026-03-01 -          secondary
LBMNN2018    29/2018/QH14         -          -          2026-02-28 secondary
ND63-2026    63/2026/NĐ-CP        -          2026-03-01 -          disputed
ND26-2020    26/2020/NĐ-CP        -          -          2026-02-28 unconfirmed
TT24-2020    24/2020/TT-BCA       -          -          -          disputed
ND99-2016    99/2016/NĐ-CP        2016-07-01 -          -          secondary
ND58-2026    58/2026/NĐ-CP        2026-02-13 2026-03-15 -          secondary
LBVDLCN2025  91/2025/QH15         2025-06-26 2026-01-01 -          secondary
ND356-2025   356/2025/NĐ-CP       2025-12-31 2026-01-01 -          secondary
NQ202-2025   202/2025/QH15        2025-06-12 -          -          secondary
NQ1683-2025  1683/NQ-UBTVQH15     2025-06-16 2025-06-16 -          secondary
LTCCQDP2025  72/2025/QH15         -          -          -          secondary
LVBQPPL2025  64/2025/QH15         -          2025-04-01 -          unconfirmed
ND78-2025    78/2025/NĐ-CP        -          2025-04-01 -          unconfirmed
"""


def _day(written: str) -> date | None:
    return None if written == "-" else date.fromisoformat(written)


@pytest.mark.parametrize("line", TEXTS.strip().splitlines())
def test_the_register_says_what_was_checked(line: str) -> None:
    key, number, issued, first, last, verified = line.split()
    text = register.load().texts[key]
    assert text.number == number.replace("_", " ")
    assert (text.date, text.in_force_from, text.in_force_to) == (_day(issued), _day(first), _day(last))
    assert text.verified.value == verified
