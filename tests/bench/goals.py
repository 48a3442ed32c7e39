"""The goals: a peer's figure, scaled by how fast this machine's floor is today, and the share of it to be reached.

Peers were measured on two cores beside a floor page (session, three queries, a template of 10 kB): Moodle 4.5 (php-fpm,
opcache, PostgreSQL) and CTFd 3.8 (gunicorn, PostgreSQL, Redis).
"""

from dataclasses import dataclass
from typing import Any

# The floor on the peers' machine, same server: p50 alone, p95 at 50 at once (ms), requests a second at 50 at once.
FLOOR_ALONE, FLOOR_CROWD, FLOOR_RATE = 1.4, 78.0, 1115.0
MOODLE_DASHBOARD, MOODLE_CROWD, MOODLE_SIGN_INS, CTFD_ANSWER = 70.0, 1523.0, 15.0, 40.0
KB = 1000


@dataclass(frozen=True)
class Goal:
    """A figure seen and the most that it may be."""

    name: str
    what: str
    seen: float
    most: float
    unit: str

    @property
    def ratio(self) -> float:
        """Seen over allowed: at most 1 is reached."""
        return self.seen / self.most if self.most else float("inf")

    @property
    def is_reached(self) -> bool:
        """Whether the goal is reached."""
        return self.seen <= self.most

    def as_json(self) -> dict[str, Any]:
        """For the JSON file."""
        return {
            "goal": self.name,
            "what": self.what,
            "seen": round(self.seen, 2),
            "at_most": round(self.most, 2),
            "unit": self.unit,
            "ratio": round(self.ratio, 3),
            "reached": self.is_reached,
        }


def goals(run: dict[str, Any]) -> list[Goal]:
    """All goals of a run."""
    pages, crowd = run["pages"], "50"
    floor = pages["floor"]
    alone = floor["1"]["p50"] / FLOOR_ALONE
    crowded = floor[crowd]["p95"] / FLOOR_CROWD
    slower = FLOOR_RATE / floor[crowd]["rate"]
    wire, memory = run["wire"], run["memory"]
    found = [
        Goal("P1", "bài học: CPU mỗi lần xem, so với sàn", pages["lesson"][crowd]["cpu"] / floor[crowd]["cpu"], 2.5, "×"),
        Goal("P2", "bài học: p95 khi 50 người cùng lúc", pages["lesson"][crowd]["p95"], MOODLE_CROWD / 6 * crowded, "ms"),
        Goal("P4", "trang chủ học viên: p50 một mình", pages["home"]["1"]["p50"], MOODLE_DASHBOARD / 8 * alone, "ms"),
        Goal("P4", "trang của Sở: p50 một mình", pages["department"]["1"]["p50"], MOODLE_DASHBOARD / 8 * alone, "ms"),
        Goal("P5", "trả lời câu hỏi: p50 một mình", pages["answer"]["1"]["p50"], CTFD_ANSWER / 5 * alone, "ms"),
        Goal("P5", "vào sổ văn bản: p50 một mình", pages["register"]["1"]["p50"], CTFD_ANSWER / 5 * alone, "ms"),
        Goal("P6", "270 người đăng nhập, thấy trang chủ", run["sign_ins"]["seconds"], run["sign_ins"]["people"] / MOODLE_SIGN_INS / 3 * slower, "s"),
        Goal("P7", "lần đầu: CSS", wire["first"].get("CSS", 0) / KB, 18, "kB"),
        Goal("P7", "lần đầu: phông chữ", wire["first"].get("fonts", 0) / KB, 50, "kB"),
        Goal("P7", "lần đầu: JS", wire["first"].get("JS", 0) / KB, 20, "kB"),
        Goal("P7", "lần đầu: HTML", wire["first"].get("HTML", 0) / KB, 12, "kB"),
        Goal("P7", "lần đầu: tất cả", sum(wire["first"].values()) / KB, 100, "kB"),
        Goal("P7", "trang sau", sum(wire["second"].values()) / KB, 30, "kB"),
        Goal("P7", "bài học và hình của nó", sum(wire["lesson"].values()) / KB, 60, "kB"),
        Goal("P8", "bộ nhớ hai tiến trình web, sau tải", memory["web_after"], 160, "MiB"),
        Goal("P8", "bộ nhớ lớn thêm", memory["growth_percent"], 5, "%"),
    ]  # fmt: skip
    found += checker_goals(run)
    if run.get("papers"):
        share = run["papers"]["ours_cpu_ms"] / run["papers"]["naive_cpu_ms"]
        found.append(Goal("P9", "giấy chứng nhận: CPU so với WeasyPrint trần", share, 0.55, "×"))
    return found


def checker_goals(run: dict[str, Any]) -> list[Goal]:
    """What the checker of layout has to reach."""
    one, crowd = run["checker"], run["uploads"]
    return [
        Goal("Soi", "thư 3 trang, tiến trình đã nóng", one["letter_ms"], 300, "ms"),
        Goal("Soi", "lệnh ./run soi, kể cả khởi động", one["command_s"], 3, "s"),
        Goal("Soi", "100 trang có phụ lục", one["hundred_pages_s"], 3, "s"),
        Goal("Soi", "100 trang có phụ lục: bộ nhớ", one["hundred_pages_mib"], 300, "MiB"),
        Goal("Soi", "20 người gửi cùng lúc: bài học chậm đi", crowd["ratio"], 1.5, "×"),
    ]
