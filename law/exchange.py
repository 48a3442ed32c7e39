"""States of a document on the exchange axis (edXML status codes) and which may follow which.

The codes come from sample messages of the national axis (QCVN 102:2016/BTTTT, whose present status is
disputed). The duties behind them are those of NĐ 30: return (điểm b khoản 2 Điều 21), acknowledgement
(điểm c khoản 2 Điều 21), recall (khoản 4 Điều 18).
"""

from enum import Enum


class ExchangeStatus(Enum):
    """Value: the two-digit StatusCode of an edXML status message."""

    ARRIVED = "01"
    REFUSED = "02"
    RECEIVED = "03"
    AWAITING_ASSIGNMENT = "04"
    IN_PROGRESS = "05"
    COMPLETED = "06"
    RECALL_REQUESTED = "13"
    RECALL_AGREED = "15"
    RECALL_REFUSED = "16"

    @property
    def label(self) -> str:
        """The Vietnamese name on the screen."""
        return _LABELS[self]

    @property
    def set_by(self) -> str:
        """Who sets it: 'system', 'records_clerk', 'leader', 'handler', 'sender' or 'receiver'."""
        return _SET_BY[self]

    @property
    def needs_reason(self) -> bool:
        """A return, a recall and a refused recall say why."""
        return self in (
            ExchangeStatus.REFUSED,
            ExchangeStatus.RECALL_REQUESTED,
            ExchangeStatus.RECALL_REFUSED,
        )

    @property
    def tells_sender_of_arrival(self) -> bool:
        """Which states fulfil the duty to tell the sender the same day (Điều 21 khoản 2 điểm c)."""
        return self in (ExchangeStatus.ARRIVED, ExchangeStatus.RECEIVED)


_LABELS = {
    ExchangeStatus.ARRIVED: "Đã đến",
    ExchangeStatus.REFUSED: "Từ chối tiếp nhận",
    ExchangeStatus.RECEIVED: "Đã tiếp nhận",
    ExchangeStatus.AWAITING_ASSIGNMENT: "Đang chờ phân công",
    ExchangeStatus.IN_PROGRESS: "Đã phân công, đang xử lý",
    ExchangeStatus.COMPLETED: "Đã xử lý xong",
    ExchangeStatus.RECALL_REQUESTED: "Yêu cầu thu hồi",
    ExchangeStatus.RECALL_AGREED: "Đồng ý thu hồi hoặc cập nhật",
    ExchangeStatus.RECALL_REFUSED: "Từ chối thu hồi hoặc cập nhật",
}
_SET_BY = {
    ExchangeStatus.ARRIVED: "system",
    ExchangeStatus.REFUSED: "records_clerk",
    ExchangeStatus.RECEIVED: "records_clerk",
    ExchangeStatus.AWAITING_ASSIGNMENT: "leader",
    ExchangeStatus.IN_PROGRESS: "handler",
    ExchangeStatus.COMPLETED: "records_clerk",
    ExchangeStatus.RECALL_REQUESTED: "sender",
    ExchangeStatus.RECALL_AGREED: "receiver",
    ExchangeStatus.RECALL_REFUSED: "receiver",
}
_HANDLING_ORDER = {
    None: (ExchangeStatus.ARRIVED,),
    ExchangeStatus.ARRIVED: (ExchangeStatus.REFUSED, ExchangeStatus.RECEIVED),
    ExchangeStatus.RECEIVED: (ExchangeStatus.AWAITING_ASSIGNMENT,),
    ExchangeStatus.AWAITING_ASSIGNMENT: (ExchangeStatus.IN_PROGRESS,),
    ExchangeStatus.IN_PROGRESS: (ExchangeStatus.COMPLETED,),
    ExchangeStatus.REFUSED: (),
    ExchangeStatus.COMPLETED: (),
    ExchangeStatus.RECALL_REQUESTED: (ExchangeStatus.RECALL_AGREED, ExchangeStatus.RECALL_REFUSED),
    ExchangeStatus.RECALL_AGREED: (),
    ExchangeStatus.RECALL_REFUSED: (),
}


def may_follow(current: ExchangeStatus | None, following: ExchangeStatus) -> bool:
    """Whether a state may follow another. A recall may be asked for at any time (khoản 4 Điều 18)."""
    if following is ExchangeStatus.RECALL_REQUESTED:
        return current is not None and current is not ExchangeStatus.RECALL_AGREED
    return following in _HANDLING_ORDER[current]
