"""What somebody typed and how a text answers it: folded words, phrases in quotes, the marked snippet."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from law.vietnamese import clean, comparable, fold

LONGEST = 200
MOST_WORDS = 12
SNIPPET_WORDS = 32
_BEFORE = 6  # words shown before the first marked one

PUBLIC = "public"
SIGNED_IN = "signed-in"

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'"([^"]*)"')
_QUOTES = str.maketrans("“”„«»", '"""""')
_SPLITS_HEADINGS = " . "  # no word, so that no phrase goes from one heading into the next


@dataclass(frozen=True, slots=True)
class Wanted:
    """Folded words that must all be there, those in quotes side by side. `whole` are all of them in the typed order.

    `said` are the words that were typed with their marks, by their folded form: 'dấu' comes before 'đầu' for who typed it so.
    """

    words: tuple[str, ...]
    phrases: tuple[str, ...]
    whole: str
    said: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a shown text; marked where the wanted words stand."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str
    said: str
    is_wanted: bool = False


@lru_cache(maxsize=3_000)
def _fold_word(word: str) -> str:
    # A syllable is folded once: a page of results looks at thousands, and the language has few.
    return "".join(_WORD.findall(fold(word)))


@lru_cache(maxsize=3_000)
def _say_word(word: str) -> str:
    return comparable(word).casefold()


def words_of(text: str) -> list[str]:
    """Words as they are compared: 'Hoà nhập, 30/2020/NĐ-CP' -> ['hoa', 'nhap', '30', '2020', 'nd', 'cp']."""
    return [folded for word in _WORD.findall(clean(text)) if (folded := _fold_word(word))]


def folded(text: str) -> str:
    """A text as it lies in the index: its folded words, a space before and after each."""
    return f" {' '.join(words_of(text))} "


def folded_headings(headings: Iterable[str]) -> str:
    """Headings as they lie in the index."""
    return _SPLITS_HEADINGS.join(folded(heading) for heading in headings) or " "


def said(*texts: str) -> str:
    """Texts as one line of small letters with their marks, the tone where one of two habits puts it, spaces as in `folded`."""
    return f" {' '.join(_say_word(word) for text in texts for word in _WORD.findall(clean(text)))} "


def shortened(typed: str) -> str:
    """What was typed, at most 200 characters of it and no half word at its end."""
    text = typed.strip()
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]


def read(typed: str) -> Wanted:
    """What was typed, at most 12 different words of it; anything else than words means nothing."""
    text = shortened(typed).translate(_QUOTES)
    words = tuple(dict.fromkeys(words_of(text)))[:MOST_WORDS]
    phrases = (" ".join(words_of(quoted)[:MOST_WORDS]) for quoted in _QUOTED.findall(text))
    whole = " ".join(words_of(text)[:MOST_WORDS])
    with_marks = {_fold_word(word): _say_word(word) for word in _WORD.findall(clean(text))}
    return Wanted(
        words,
        tuple(phrase for phrase in dict.fromkeys(phrases) if phrase),
        whole,
        {word: typed for word, typed in with_marks.items() if word in words and word != typed},
    )


def marked(text: str, wanted: Wanted) -> list[Piece]:
    """The whole text in pieces, the wanted words marked."""
    return _pieces(text, _words_in(text, wanted), 0, len(text))


def snippet(text: str, wanted: Wanted) -> list[Piece]:
    """The part of a text that holds most of the wanted words, in pieces; its beginning where it holds none."""
    words = _words_in(text, wanted)
    if not words:
        return []
    first = _best_place(words, wanted)
    last = min(first + SNIPPET_WORDS, len(words))
    begin = 0 if first == 0 else words[first].start
    end = len(text) if last == len(words) else words[last - 1].end
    pieces = _pieces(text, words[first:last], begin, end)
    before = [Piece("… ", False)] if begin else []
    return [*before, *pieces, *([Piece(" …", False)] if end < len(text) else [])]


def fitting_heading(headings: Sequence[Sequence[str]], wanted: Wanted) -> tuple[str, str] | None:
    """Of headings (anchor, words) the first that holds every wanted word, or None."""
    for anchor, words in headings:
        if set(wanted.words) <= set(words_of(words)):
            return anchor, words
    return None


def _words_in(text: str, wanted: Wanted) -> list[_Word]:
    """All words of a text. What was typed with marks is wanted with these marks, where the text has it so at all."""
    found = [_Word(m.start(), m.end(), _fold_word(m[0]), _say_word(m[0])) for m in _WORD.finditer(text)]
    there = {word.said for word in found}
    exact = {word: typed for word, typed in wanted.said.items() if typed in there}
    return [
        replace(word, is_wanted=True)
        if word.folded in wanted.words and exact.get(word.folded, word.said) == word.said
        else word
        for word in found
    ]


def _best_place(words: Sequence[_Word], wanted: Wanted) -> int:
    """Index of the word at which the snippet begins: where the typed phrase stands, else where most different words do."""
    phrases = [phrase.split() for phrase in (wanted.whole, *wanted.phrases)]
    best, best_worth = 0, 0
    for place, word in enumerate(words):
        if not word.is_wanted:
            continue
        near = {other.folded for other in words[place : place + SNIPPET_WORDS - _BEFORE] if other.is_wanted}
        side_by_side = any(
            len(phrase) > 1 and [other.folded for other in words[place : place + len(phrase)]] == phrase
            for phrase in phrases
        )
        worth = len(near) + (MOST_WORDS if side_by_side else 0)
        if worth > best_worth:
            best, best_worth = place, worth
    return max(best - _BEFORE, 0)


def _pieces(text: str, words: Sequence[_Word], begin: int, end: int) -> list[Piece]:
    spans: list[tuple[int, int]] = []
    for word in words:
        if not word.is_wanted:
            continue
        if spans and not text[spans[-1][1] : word.start].strip():
            spans[-1] = (spans[-1][0], word.end)  # neighbours share one mark
        else:
            spans.append((word.start, word.end))
    pieces = []
    for start, stop in spans:
        pieces += [Piece(text[begin:start], False), Piece(text[start:stop], True)]
        begin = stop
    return [piece for piece in [*pieces, Piece(text[begin:end], False)] if piece.text]
