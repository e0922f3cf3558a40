"""Reading the office that stands before or after a name: `Minister of Defence of X`, `Y, X's foreign minister,`."""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from pipelines.extract.lexicon import office_nouns, words
from pipelines.extract.page import Actor, Page

_REACH: Final = 16  # tokens that an office takes at most
_HEAD_REACH: Final = 8  # tokens in which an office after a name names its noun
_LINKS: Final = {"of", "the", "and", "in", "to", "'s", "’s", "for", "on", "-", "as"}
_NOMINAL: Final = {"NOUN", "ADJ", "PROPN"}
_OWNERS: Final = {"'s", "’s"}


@dataclass(frozen=True)
class Title:
    """The office before or after a name: its words, the country or organisation in it, and its tokens."""

    first: int
    last: int
    role: str
    country: str | None


class TitleReader:
    """Reads the offices of one article."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.doc = page.doc

    def is_office(self, i: int) -> bool:
        """Tell whether a word names an office or stands before names: minister, President, Mr."""
        return self.page.lemmas[i] in office_nouns() or self.page.reference.is_title(self.page.words[i])

    def before(self, first: int) -> Title | None:
        """Read the office that stands before a name, with its country: `Minister of Defense of Ukraine`."""
        if first > 1 and self.doc[first - 1].text == ",":
            return self._before_comma(first - 1)
        return self._before(first)

    def _before_comma(self, comma: int) -> Title | None:
        """Read an office in front of its holder in apposition: `Latvia's foreign minister, X,`; not `Y, a chief, X`."""
        last = self.doc[comma - 1]
        named = last.text[:1].isupper() and last.pos_ == "PROPN" and last.i not in self.page.taken
        title = self._before(comma, loose=True)
        if title is None or (named and not self.is_office(last.i) and last.ent_type_ != "GPE"):
            return None
        article = title.first > 0 and self.doc[title.first - 1].lower_ in {"the", "a", "an"}
        start = title.first - 1 if article else title.first
        held = start > 1 and self.doc[start - 1].text == "," and self.page.kind_at(start - 2) == "person"
        return title if (article or title.country) and not held else None

    def _before(self, first: int, *, loose: bool = False) -> Title | None:
        start, office = first, None
        if first > 0 and self.doc[first - 1].lower_ in _LINKS - {"the", "-"}:
            return None
        for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
            if office is not None and self._joins_people(i):
                break
            if self.is_office(i):
                office, start = i, i
            elif (
                self._continues(self.doc[i])
                or (loose and self.doc[i].pos_ in _NOMINAL)
                or (office is None and self._divides_portfolio(i, first))
            ):
                start = i
            else:
                break
        return self._title(start, first - 1) if office is not None else None

    def _joins_people(self, i: int) -> bool:
        """Tell an `and` after a state: `President A of X and Minister B`."""
        state = self.page.taken.get(i - 1)
        return (
            self.page.words[i] == "and" and state is not None and state.sort == "name" and state.actor.kind == "country"
        )

    def _divides_portfolio(self, i: int, first: int) -> bool:
        """Tell a comma within an office: `Minister for Trade, Industry and Energy of X`."""
        links = {t.lower_ for t in self.doc[i + 1 : first]}
        return self.doc[i].text == "," and "and" in links and self.doc[i + 1].text[:1].isupper()

    def end_of_owner(self, office: Token) -> int | None:
        """Return the token after the state or body that owns an office: `Speaker of the Assembly of X`."""
        end, i = None, office.i + 1
        if i >= len(self.doc) or self.doc[i].lower_ not in {"of", "for", "at", "to"}:
            return None
        while end is None and i < min(len(self.doc), office.i + _REACH) and self._continues(self.doc[i]):
            mention = self.page.taken.get(i)
            i = mention.last + 1 if mention else i + 1
            if mention is not None and mention.sort == "adjective":
                continue
            end = i if mention and i < len(self.doc) and self.doc[i].lower_ not in _LINKS else None
        return end

    def _continues(self, token: Token) -> bool:
        if token.i in self.page.taken:
            return self.page.kind_at(token.i) != "person"
        if token.lower_ in words("title_words", "word"):
            return True
        return token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ"}

    def _title(self, first: int, last: int, *, after: bool = False) -> Title | None:
        while first <= last and self.doc[first].lower_ in _LINKS:
            first += 1
        if first > last:
            return None
        start, country = first, self._country(first, last, after=after)
        while first <= last and (self.page.kind_at(first) == "country" or self.doc[first].text in _OWNERS | {"and"}):
            first += 1
        role = self.doc[first : last + 1].text.strip(" ,-") if first <= last else ""
        return Title(start, last, " ".join(role.split()), country) if role else None

    def _country(self, first: int, last: int, *, after: bool) -> str | None:
        """Return the country that an office names: the one that owns it, nearest to the name before which it stands.

        `Ambassador of Poland to Ukraine` stands for Poland; `envoy for Syria` and `EU ambassador` for none.
        """
        found = self.page.within(first, last)
        for mention in found if after else reversed(found):
            before = [self.doc[i].lower_ for i in range(mention.first - 1, max(first, mention.first - 3) - 1, -1)]
            link = next((w for w in before if w != "the"), None)
            body = mention.actor.kind == "organisation"
            if link in {"to", "in"} or (link == "for" and not body) or (body and _says_nothing(mention.actor)):
                continue
            return mention.actor.country if mention.actor.kind != "person" else None
        if {t.lower_ for t in self.doc[first : last + 1]} & {"country", "city"}:
            return self._state_named_last(first)
        title, reference = self.doc[first : last + 1], self.page.reference
        tagged = (e for e in self.page.entities if first <= e.start and e.end <= last + 1)
        places = [e.text for e in tagged if e.label_ in {"GPE", "LOC"}]
        places += [t.text for t in title if t.pos_ == "PROPN" and reference.is_place(t.text)]
        return next((state for place in places if (state := reference.state_of(place))), None)

    def _state_named_last(self, i: int) -> str | None:
        """Return the state that `the country's`, `the city's` means: the one named last before."""
        found = [m for m in self.page.mentions if m.last < i and m.actor.kind == "country"]
        return max(found, key=lambda m: m.last).actor.country if found else None

    def after(self, last: int) -> Title | None:
        """Read the office in apposition after a name: `X, Latvia's foreign minister,`; `President X of Y`."""
        i = last + 1
        if i + 1 < len(self.doc) and self.doc[i].lower_ == "of" and (i + 1) in self.page.taken:
            state = self.page.taken[i + 1]
            return Title(i + 1, state.last, "", state.actor.country) if state.actor.kind == "country" else None
        if i + 2 >= len(self.doc) or self.doc[i].text not in {",", "("}:
            return None
        return self._apposition(i + 1, self._end_of_apposition(i + 1))

    def _end_of_apposition(self, first: int) -> int:
        end = first
        while (
            end < min(len(self.doc), first - 1 + _REACH)
            and self.doc[end].text not in {",", ")", ".", ";", ":", "("}
            and self.doc[end].pos_ not in {"VERB", "AUX", "PRON"}
        ):
            end += 1
        return end

    def _apposition(self, first: int, end: int) -> Title | None:
        named = any(t.lemma_.lower() in office_nouns() for t in self.doc[first : min(end, first + _HEAD_REACH)])
        others = any(self.page.kind_at(i) == "person" for i in range(first, end))
        return self._title(first, end - 1, after=True) if named and not others else None


def _says_nothing(body: Actor) -> bool:
    """Tell a body of an unknown state from one that is listed as of none, such as an alliance."""
    return body.country is None and body.basis == "text"
