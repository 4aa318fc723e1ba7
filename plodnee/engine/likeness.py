"""Thai names as they sound, so that one spelling is found by another, and how alike two are.

Letters that sound the same become one, marks that people leave out or misplace go. A folded text is
for comparing only; it is never shown.
"""

import re
from collections.abc import Callable, Iterable

from plodnee.engine.thai_text import clean_text, split_title

GRAM = 3
EDGE = "|"  # where a word begins and ends
ALIKE = 0.6  # from here on two words may be one name
BEGINNING = 0.9  # how much a likeness to the beginning of a word counts beside one to the whole
SHORTEST_BEGINNING = 4  # letters; shorter ones are like the beginnings of too many
INSIDE = 0.8  # how much a likeness to a piece within a word counts beside one to the whole
SHORTEST_INSIDE = 5  # letters; shorter ones are like some piece of too many
_SAME_SOUND = str.maketrans(
    {
        "ฆ": "ค", "ฅ": "ค", "ฃ": "ข", "ฌ": "ช", "ญ": "น", "ฎ": "ด", "ฏ": "ต", "ฐ": "ถ",
        "ฑ": "ท", "ฒ": "ท", "ธ": "ท", "ณ": "น", "ภ": "พ", "ศ": "ส", "ษ": "ส", "ฬ": "ล",
        "ี": "ิ", "ื": "ึ", "ู": "ุ", "ใ": "ไ", "ๅ": "า",
    }
)  # fmt: skip
_SILENCED = re.compile("[ก-ฮ][ิุ]?์")
_YO_YING = re.compile("ญ(?=[ะ-ู])")  # before a vowel; at the end of a syllable it sounds น
_RO_HAN_BEFORE, _RO_HAN = re.compile("รร(?=[ก-ฮ])"), re.compile("รร(?![ะ-ู])")
_ABBREVIATED = re.compile("[ก-ฮ]{3,5}")  # ธกส, which registers write ธ.ก.ส.
_TWICE = re.compile(r"([ก-ฮ])\1+")
_MARKS = re.compile("[็-๎]")
_SIGNS = re.compile(r"[^\w\u0e00-\u0e4e/.-]+")


def folded(text: str) -> str:
    """The text as it sounds: lower case, Arabic digits, no tone marks, one letter for one sound.

    Ensures: words keep their order, one blank between them.
    """
    heard = clean_text(text, arabic_digits=True).casefold().replace("ำ", "ัม")
    heard = _YO_YING.sub("ย", _SILENCED.sub("", heard))
    heard = _RO_HAN.sub("ัน", _RO_HAN_BEFORE.sub("ั", heard))
    heard = _MARKS.sub("", heard).translate(_SAME_SOUND).replace("สร", "ส")
    return " ".join(_SIGNS.sub(" ", _TWICE.sub(r"\1", heard)).split())


def search_text(parts: Iterable[str], fold: Callable[[str], str] = folded) -> str:
    """What a search looks through: every word of the parts between edges, and each part whole.

    `fold`: `folded`, or what remembers its answers where the same parts come again and again.
    """
    words: dict[str, None] = {}
    for part in parts:
        inside = fold(part).split()
        words |= dict.fromkeys(inside)
        if len(inside) > 1:
            words["".join(inside)] = None
    return f"{EDGE}{EDGE.join(words)}{EDGE}" if words else ""


def search_words(query: str) -> list[str]:
    """The words of a query as `search_text` holds them; a title before a name is left out."""
    _title, name = split_title(query)
    return list(dict.fromkeys(folded(name).split()))


def spellings(word: str) -> tuple[str, ...]:
    """A folded word of a query, and where it may be an abbreviation, that with its points."""
    letters = word.rstrip(".")
    return (word, ".".join(letters)) if _ABBREVIATED.fullmatch(letters) else (word,)


def grams(word: str) -> list[str]:
    """The runs of three letters of a word, its edges among them."""
    text = f"{EDGE}{word}{EDGE}"
    return list(dict.fromkeys(text[i : i + GRAM] for i in range(len(text) - GRAM + 1)))


def likeness(word: str, other: str) -> float:
    """How alike two folded words are, 0 to 1: the share of letters that need no change.

    Ensures: 1 only for equal words; the same both ways. A swap of neighbours is one change.
    """
    longest = max(len(word), len(other))
    return 1 - _changes(word, other) / longest if longest else 1.0


def best_likeness(words: Iterable[str]) -> Callable[[str], float]:
    """What says how well a search text holds words like these: the worst word's best match.

    A word may also be like the beginning of a longer one, with a little less weight, or like a
    piece within it, with less again. Words that recur from text to text are compared once.
    """
    known: list[tuple[str, dict[str, float]]] = [(word, {}) for word in words]

    def best(text: str) -> float:
        held = [part for part in text.split(EDGE) if part]
        worst = 1.0
        for word, compared in known:
            for part in held:
                if part not in compared:
                    compared[part] = _likeness_within(word, part)
            worst = min(worst, max((compared[part] for part in held), default=0.0))
            if worst < ALIKE:
                break
        return worst

    return best


def _likeness_within(word: str, part: str) -> float:
    """How alike a word is to a part of a text, or to a piece of it where the part is longer.

    Ensures: 0 where it is less than `ALIKE` for lack of letters in common, seen at once.
    """
    if sum(letter in part for letter in word) < ALIKE * len(word):
        return 0.0
    may_be_whole = len(part) * ALIKE <= len(word)
    whole = likeness(word, part) if may_be_whole or len(word) < SHORTEST_BEGINNING else 0.0
    if len(part) <= len(word) or len(word) < SHORTEST_BEGINNING:
        return whole
    best = max(whole, BEGINNING * likeness(word, part[: len(word)]))
    if best >= ALIKE or len(word) < SHORTEST_INSIDE or not _may_be_inside(word, part):
        return best
    return max(best, INSIDE * (1 - _changes(word, part, within=True) / len(word)))


def _may_be_inside(word: str, part: str) -> bool:
    """Whether as many neighbours of a word stand in a part as in any piece that is alike enough.

    A letter changed parts two pairs of neighbours, a swap three.
    """
    changes = int(len(word) * (1 - ALIKE / INSIDE))
    shared = sum(word[i : i + 2] in part for i in range(len(word) - 1))
    return shared >= max(1, len(word) - 1 - 3 * changes)


def _changes(word: str, other: str, *, within: bool = False) -> int:
    """The fewest letters put in, left out, replaced or swapped that turn one into the other.

    `within`: into any piece of the other.
    """
    before: list[int] = []
    row = [0] * (len(other) + 1) if within else list(range(len(other) + 1))
    for i, letter in enumerate(word, start=1):
        older, before, row = before, row, [i]
        for j, there in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == there:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return min(row) if within else row[-1]
