"""How the register is shown: the state of a text on a day, the tree of its provisions, search."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from law import provision_keys
from law.cites import find_key
from law.register import Area, Chapter, LegalText, Provision, Register
from law.vietnamese import fold

MOST_RESULTS = 40

Show = Callable[[Provision], Provision]


class TextState(Enum):
    """Whether a text applies on a day: the words on the page and their tone."""

    IN_FORCE = ("Đang có hiệu lực", "good")
    NOT_YET = ("Chưa có hiệu lực", "info")
    ENDED = ("Đã hết hiệu lực", "bad")
    DOUBTFUL = ("Cần kiểm tra hiệu lực", "warn")
    UNKNOWN = ("Chưa rõ ngày có hiệu lực", "warn")

    @property
    def label(self) -> str:
        """What the badge says."""
        return self.value[0]

    @property
    def tone(self) -> str:
        """The badge's tone."""
        return self.value[1]


def state_on(entry: LegalText | Provision, day: date, ended_on: date | None = None) -> TextState:
    """The state of a text or provision on a day, as far as the register knows its dates.

    `ended_on` is the first day without it, by a change that an officer wrote down.
    """
    if entry.in_force_to is not None and entry.in_force_to < day:
        return TextState.ENDED
    if ended_on is not None and ended_on <= day:
        return TextState.ENDED
    if entry.in_force_from is None:
        return TextState.UNKNOWN
    if entry.in_force_from > day:
        return TextState.NOT_YET
    # Whether a text still applies is doubted with the text; a doubtful sentence in a text in force is marked beside it.
    text = entry if isinstance(entry, LegalText) else entry.text
    return TextState.IN_FORCE if text.verified.may_decide_a_score else TextState.DOUBTFUL


@dataclass(frozen=True)
class TextList:
    """The texts under one heading."""

    heading: str
    anchor: str
    texts: tuple[tuple[LegalText, TextState], ...]


def text_lists(texts: Iterable[tuple[LegalText, date | None]], day: date) -> list[TextList]:
    """The texts (each with the day of its end, or None) by field, and those that ended under a heading of their own."""
    shown = [(text, state_on(text, day, ended_on)) for text, ended_on in texts]
    current = [(text, state) for text, state in shown if state is not TextState.ENDED]
    lists = [TextList(area.label, area.value, tuple(row for row in current if row[0].area is area)) for area in Area]
    ended = tuple(row for row in shown if row[1] is TextState.ENDED)
    return [*lists, TextList("Văn bản đã hết hiệu lực", "ended", ended)]


@dataclass(frozen=True)
class Node:
    """A provision and those below it. `anchor` is the id on the page of the whole text."""

    provision: Provision
    anchor: str
    below: tuple["Node", ...]


@dataclass(frozen=True)
class Part:
    """A chapter, or the appendices: a heading and its articles."""

    heading: str
    anchor: str
    nodes: tuple[Node, ...]


def parts_of(register: Register, text_key: str, shown: Show = lambda provision: provision) -> list[Part]:
    """A text in reading order: chapter by chapter, then the other articles, the unnumbered matters, the appendices.

    `shown` gives each provision as readers see it.
    """
    top = [register[key] for key in register[text_key].children]
    articles = [provision for provision in top if provision_keys.is_article(anchor_of(provision))]
    chapters = register.chapters.get(text_key, ())
    parts = [_chapter(register, chapter, articles, shown) for chapter in chapters]
    in_chapters = {node.provision.key for part in parts for node in part.nodes}
    others = [article for article in articles if article.key not in in_chapters]
    unnumbered = [provision for provision in top if provision.is_unnumbered]
    appendices = [provision for provision in top if provision not in articles and not provision.is_unnumbered]
    rest = (
        ("Các điều khác được dẫn" if chapters else "Các điều được dẫn", "cac-dieu", others),
        ("Nội dung chưa rõ nằm ở điều nào", "chua-ro-dieu", unnumbered),
        ("Phụ lục", "phu-luc", appendices),
    )
    return [part for part in parts if part.nodes] + [
        Part(heading, anchor, _nodes(register, provisions, shown)) for heading, anchor, provisions in rest if provisions
    ]


def _chapter(register: Register, chapter: Chapter, articles: list[Provision], shown: Show) -> Part:
    keys = {f"D{number}" for number in range(chapter.first_article, chapter.last_article + 1)}
    inside = [article for article in articles if anchor_of(article) in keys]
    heading = f"Chương {chapter.roman}. {chapter.title}"
    return Part(heading, f"chuong-{chapter.number}", _nodes(register, inside, shown))


def _nodes(register: Register, provisions: Iterable[Provision], shown: Show) -> tuple[Node, ...]:
    return tuple(
        Node(
            shown(provision),
            anchor_of(provision),
            _nodes(register, (register[key] for key in provision.children), shown),
        )
        for provision in provisions
    )


def anchor_of(provision: Provision) -> str:
    """Where the provision stands on the page of its text: 'D21.K2'."""
    return provision.key.removeprefix(f"{provision.text.key}.")


def search(register: Register, words: str) -> list[Provision]:
    """The provision that the words name, then those that contain all of them, whatever their marks."""
    wanted = fold(words).split()
    if not wanted:
        return []
    named = find_key(register, words)
    found = [register[named]] if named else []
    for provision in register:
        if len(found) == MOST_RESULTS:
            break
        if provision.key != named and all(word in register.folded[provision.key] for word in wanted):
            found.append(provision)
    return found
