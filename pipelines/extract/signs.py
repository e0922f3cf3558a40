"""What stands around a name and tells whom or what it names: credits of pictures, headlines, descriptions, parties."""

import re
from functools import cache
from typing import Final

from spacy.tokens import Token

from pipelines.extract import lexicon
from pipelines.extract.lexicon import words
from pipelines.extract.page import Page
from pipelines.extract.tables import frame_rows

_CREDIT_REACH: Final = 8  # tokens in which a picture's credit names its agency
_AGE: Final = re.compile(r"[1-9]\d")
_NOTE_REACH: Final = 40  # tokens at the end of an article in which a note on its author stands
_BYLINE_REACH: Final = 14  # tokens that a byline looks back for `reporting by`


def is_credit(page: Page, first: int, last: int) -> bool:
    """Tell the photographer or author of a credit: `A B/Agency/Pool`, `Reporting by A B`, `our correspondent A B`."""
    around = [page.doc[i].text for i in (first - 1, last + 1) if 0 <= i < len(page.doc)]
    near = page.doc[max(0, first - _CREDIT_REACH) : last + _CREDIT_REACH]
    divided = any(w.startswith("/") or w.endswith("/") for w in around)
    if divided and any(t.text.strip("/") in lexicon.not_organisations() | {"Pool"} for t in near):
        return True
    before = page.doc[max(page.doc[first].sent.start, first - _BYLINE_REACH) : first]
    if any(t.lower_ in words("credit_words", "word") and t.nbor().lower_ == "by" for t in before):
        return True
    if _is_byline(page, first, last) or is_author_note(page, first, last):
        return True
    return first > 0 and page.doc[first - 1].lower_ in words("author_nouns", "word")


def _is_byline(page: Page, first: int, last: int) -> bool:
    """Tell an author or photographer by a label or a bare `by`: `Pictures: A B`, `(by A B)`, `By A B and C D`."""
    before = page.words[max(0, first - 2) : first]
    if before[1:] == [":"]:
        return singular(before[0].lower()) in words("credit_words", "word")
    if before[-1:] == ["By"] and page.doc[first - 1].is_sent_start:
        return page.words[last + 1 : last + 2] not in (["'s"], ["’s"])
    return before == ["(", "by"]


def is_author_note(page: Page, first: int, last: int) -> bool:
    """Tell the author by the note that ends an article: `A B is a fellow at C`, `A B writes from D`."""
    near_end = len(page.words) - first < _NOTE_REACH
    told = page.lemmas[last + 1 : last + 2]
    if not near_end or not told or told[0] not in words("author_verbs") or not page.doc[first].is_sent_start:
        return False
    return page.places_of(page.words[last])[0].i == last


def is_headline(page: Page, first: int, last: int) -> bool:
    """Tell words in capitals that are a headline's and no speaker's label: several, none before a colon."""
    tokens = page.doc[first : last + 1]
    if len(tokens) < 2 or not all(t.text.isupper() and len(t.text) > 1 for t in tokens):  # noqa: PLR2004
        return False
    around = [page.doc[i].text for i in (first - 1, last + 1) if 0 <= i < len(page.doc)]
    return ":" not in around[-1:] and any(w.isupper() and len(w) > 1 for w in around)


def is_described_as_body(page: Page, first: int) -> bool:
    """Tell a company or other body by the noun before its name: `energy regulator A`, `research firm B C`."""
    return any(_describes_body(t.nbor(-1)) for t in page.places_of(page.words[first]) if t.i)


def _describes_body(token: Token) -> bool:
    return token.text.islower() and token.lemma_.lower() in words("body_descriptions")


def is_thing(page: Page, first: int, last: int) -> bool:
    """Tell a building, body or product by the noun that its name ends in or stands before: `Hoa Lo prison`."""
    end = page.doc[last]
    if page.reference.person_of(page.text(first, last)) is not None or page.reference.is_first_name(
        page.doc[first].text
    ):
        return False
    end = page.doc[last]
    if end.lower_ in words("body_nouns") or singular(end.lower_) in words("body_nouns"):
        return True
    if end.lower_.endswith("s") and singular(end.lower_) in lexicon.office_nouns():
        return True
    if {end.text, singular(end.text)} & words("not_organisation_ends", "word"):
        return True
    following = end.nbor() if last + 1 < len(page.doc) else end
    return end.dep_ == "compound" and end.head == following and following.tag_ in {"NN", "NNS"} and last > first


def singular(word: str) -> str:
    """Return the singular of an office or body: Senators, Secretaries, Committees."""
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


@cache
def _parties() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["country"]) for row in frame_rows("party_tags", "pattern", "country"))


def country_of_party(page: Page, last: int) -> str | None:
    """Return the state that the tag of a party after a name shows: `A B (D-Ohio)`."""
    end = page.doc[last].idx + len(page.doc[last])
    following = page.body[end : end + 12]
    return next((country for pattern, country in _parties() if pattern.match(following)), None)


def is_human(page: Page, last: int) -> bool:
    """Tell a human by what follows the name: an age, or `who`."""
    following = [t.text for t in page.doc[last + 1 : last + 4]]
    if len(following) < 3 or following[0] != ",":  # noqa: PLR2004 - comma, age, comma
        return False
    return following[1] in {"who", "whose", "whom"} or (bool(_AGE.fullmatch(following[1])) and following[2] == ",")


def names_government(page: Page, i: int) -> bool:
    """Tell a surname that is the first of two in the name of a government: `the A-B Administration`."""
    following = page.doc[i + 1 : i + 4]
    return len(following) > 2 and following[0].text in {"-", "–"} and following[2].lower_ == "administration"  # noqa: PLR2004
