"""The figures of a run as a table for people."""

from typing import Any

from tests.bench import checker

NAMES = {
    "empty": "sàn: trang Flask rỗng",
    "floor": "sàn: phiên, ba truy vấn, Jinja",
    "lesson": "trang bài học",
    "home": "trang chủ học viên",
    "search": "tìm kiếm: văn bản đến",
    "inbox": "bàn làm việc: văn bản đến",
    "answer": "trả lời một câu hỏi (ghi)",
    "register": "vào sổ một văn bản (ghi)",
    "registered": "vào sổ và trang tiếp theo",
    "department": "trang của Sở",
}


def show(found: dict[str, Any]) -> str:
    """The whole report."""
    parts = [
        f"Đo lúc {found['at']}, {found['machine']}, trong {found['seconds']} giây",
        "",
        *_pages(found["pages"]),
        "",
    ]
    parts += [*_rest(found), "", *_goals(found["goals"])]
    return "\n".join(parts)


def _pages(pages: dict[str, Any]) -> list[str]:
    lines = [f"{'':34}{'cùng lúc':>9}{'lượt/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'CPU ms':>9}{'lượt':>7}{'lỗi':>5}"]
    for name, crowds in pages.items():
        for index, (crowd, seen) in enumerate(crowds.items()):
            title = NAMES[name] if index == 0 else ""
            lines.append(
                f"{title:34}{crowd:>9}{seen['rate']:>9.0f}{seen['p50']:>9.1f}{seen['p95']:>9.1f}{seen['cpu']:>9.2f}"
                f"{seen['requests']:>7}{seen['errors']:>5}"
            )
    return lines


def _rest(found: dict[str, Any]) -> list[str]:
    start, entry, papers = found["synchronised"], found["sign_ins"], found["certificates"]
    memory, one, wire = found["memory"], found["papers"], found["wire"]
    return [
        f"{start['people']} học viên bắt đầu cùng lúc (3 trang): {start['seconds']:.1f} s, p95 {start['p95_ms']:.0f} ms, {start['errors']} lỗi",
        f"{entry['people']} người đăng nhập cùng lúc, đến khi thấy trang chủ: {entry['seconds']:.1f} s (p50 {entry['p50_s']:.1f}, p95 {entry['p95_s']:.1f}; {entry['cpu_ms']:.0f} ms CPU một người)",
        f"{papers['count']} giấy chứng nhận: cấp số {papers['issued']:.2f} s, xong tất cả PDF {papers['made']:.1f} s, còn thiếu {papers['unmade']}",
        f"một PDF: {one['ours_cpu_ms']:.0f} ms CPU, WeasyPrint trần {one['naive_cpu_ms']:.0f} ms; bộ nhớ lớn thêm {one['ours_growth_mib']:.1f} và {one['naive_growth_mib']:.1f} MiB",
        f"bộ nhớ (PSS): web {memory['web_before']:.0f} MiB, sau {memory['requests']} lượt {memory['web_after']:.0f} MiB ({memory['growth_percent']:+.1f} %), "
        f"{memory['errors']} lỗi; giám sát {memory['supervisor']:.0f}, việc nền {memory['worker']:.0f}, tạo PDF {memory['render']:.0f} MiB",
        checker.show(found),
        f"lần đầu vào: {_bytes(wire['first'])}; trang sau: {_bytes(wire['second'])}; bài học: {_bytes(wire['lesson'])}",
    ]


def _bytes(kinds: dict[str, int]) -> str:
    parts = ", ".join(f"{name} {size / 1000:.1f}" for name, size in kinds.items())
    return f"{sum(kinds.values()) / 1000:.1f} kB ({parts})"


def _goals(found: list[dict[str, Any]]) -> list[str]:
    lines = [f"{'':4}{'mục tiêu':46}{'đo được':>12}{'nhiều nhất':>14}{'tỷ lệ':>9}"]
    for goal in found:
        mark = "đạt" if goal["reached"] else "CHƯA"
        seen, most = f"{goal['seen']:.1f} {goal['unit']}", f"{goal['at_most']:.1f} {goal['unit']}"
        lines.append(f"{goal['goal']:4}{goal['what']:46}{seen:>12}{most:>14}{goal['ratio']:>9.2f}  {mark}")
    return lines
