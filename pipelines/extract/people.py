"""Finding the names of people in one article."""

import calendar
import re
from typing import Final

from spacy.tokens import Span, Token

from pipelines.extract import lexicon, signs
from pipelines.extract.lexicon import is_name_word, looks_like_name, office_nouns, words
from pipelines.extract.page import Actor, Mention, Page
from pipelines.extract.reference import fold_name
from pipelines.extract.titles import Title, TitleReader

_EDGES: Final = {"'s", "’s", "’", "the", "The", "@"}
_BREAKS: Final = {"'s", "’s", "“", '"', ",", "(", "/", "|", ":"}
_QUOTES: Final = {'"', "“", "”", "‘", "’", "'"}
_PAIRED: Final = re.compile(r"\s(?:-|–|vs?\.?)\s")  # ends of a route, parties of a lawsuit: `Lviv - Odesa`, `A v. B`
_SUFFIXES: Final = {"Jr", "Sr", "II", "III", "IV"}
_LONGEST_KNOWN: Final = 4


class PersonFinder:
    """Finds people by what the tagger, the offices and the reference show."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.doc = page.doc
        self.reference = page.reference
        self.titles = TitleReader(page)
        full = [e.text for e in page.entities if e.label_ == "PERSON" and len(e) > 1]
        self._parts_of_names = {part for name in full for part in fold_name(name).split()}

    def find_handles(self) -> None:
        """Find the accounts of known people: `@name`."""
        for i, word in enumerate(self.page.words):
            person = self.reference.person_of(word) if word[0] == "@" and re.match(r"@\w{2}", word) else None
            if person is not None:
                actor = Actor("person", person.name, person.country, person.wikidata, basis="reference")
                self.page.add(Mention(i, i, actor, "handle"))

    def find(self) -> None:
        """Find all people that are named."""
        self._listed_titles()
        for entity in self.page.entities:
            if entity.label_ == "PERSON" or self._is_mistagged(entity):
                self._tagged(entity.start, entity.end - 1)
        self._titled()
        self._apposed()
        self._human()
        self._known_names()

    def _is_mistagged(self, entity: Span) -> bool:
        """Tell a full name that the tagger took for a place, though it says or does what people do."""
        if entity.label_ != "GPE" or len(entity) == 1 or self.reference.is_place(entity.text):
            return False
        acting = entity.root.dep_ == "nsubj" and entity.root.head.lemma_.lower() in lexicon.human_verbs()
        return acting and all(is_name_word(t) for t in entity)

    def _tagged(self, first: int, last: int) -> None:
        first, last = self._trim(first, last)
        if first > last or not self.page.is_free(first, last):
            return
        name = [t.text for t in self.doc[first : last + 1]]
        if not looks_like_name(name) or (first == last and is_common(self.doc[first])):
            return
        title = self.titles.before(first)
        last = max(last, self._name_end(first, shouted=False) - 1)
        if signs.is_credit(self.page, first, last) or signs.is_headline(self.page, first, last):
            return
        if signs.is_thing(self.page, first, last) or signs.names_government(self.page, last):
            return
        if _PAIRED.search(self.page.printed(first, last)):
            return
        if title is not None or self._acts_like_a_person(first, last):
            self.add(first, last, title)

    def _acts_like_a_person(self, first: int, last: int) -> bool:
        """Tell a person from a place, medium or thing that the tagger took for one, where no office says so."""
        name = " ".join(t.text for t in self.doc[first : last + 1])
        region = last > first and self.reference.state_of(name) is not None
        if name in lexicon.not_organisations() or self.reference.is_place(name) or region:
            return False
        if signs.is_described_as_body(self.page, first) or self._begins_with_place(first, last):
            return False
        if last > first or self.reference.person_of(name) is not None or self.part_of_known(name):
            return True
        same = self.page.places_of(name)
        return any(t.dep_ in {"nsubj", "nsubjpass"} and t.head.lemma_.lower() in lexicon.human_verbs() for t in same)

    def _begins_with_place(self, first: int, last: int) -> bool:
        word = self.doc[first].text
        acting = self.doc[last].dep_ == "nsubj" and self.doc[last].head.lemma_.lower() in lexicon.human_verbs()
        return last > first and self.reference.is_place(word) and not acting and not self.reference.is_first_name(word)

    def part_of_known(self, name: str) -> bool:
        """Tell whether a word is a part of the name of a person whom the tagger found."""
        return fold_name(name) in self._parts_of_names

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """Leave titles, quotes, possessives and taken words out of the ends of a name."""
        while first <= last and (self._is_edge(self.doc[first]) or first in self.page.taken):
            first += 1
        while last >= first and (self._is_edge(self.doc[last]) or last in self.page.taken):
            last -= 1
        for i in range(first, last + 1):
            if self.doc[i].text in _BREAKS or self.doc[i].is_space or (i > first and _is_glued(self.doc[i])):
                return first, i - 1
        return self._without_portfolio(first, last), last

    def _without_portfolio(self, first: int, last: int) -> int:
        """Leave the field of an office out of a name: `Adviser for Emerging Technology A B`."""
        links = [i for i in range(first, last) if self.doc[i].lower_ == "and"]
        in_office = first > 0 and self.doc[first - 1].lower_ in {"of", "for"}
        return last - 1 if links or (in_office and last - first > 1) else first

    def _after(self, token: Token) -> Span:
        """Return the token after one as a span, empty at the end of the article."""
        return self.doc[token.i + 1 : token.i + 2]

    def _is_edge(self, token: Token) -> bool:
        if token.is_space or token.is_punct or token.text in _EDGES or token.text in calendar.day_name:
            return True
        small = not token.text[:1].isupper() and token.lower_ not in words("name_particles", "word")
        portfolio = token.lower_ in words("portfolio_words", "word") and self._after(token).text[:1].isupper()
        return small or portfolio or self.reference.is_title(token.text) or self._is_office(token)

    def _is_office(self, token: Token) -> bool:
        return (
            token.lemma_.lower() in office_nouns()
            and token.text[:1].isupper()
            and token.i not in self.page.taken
            and token.pos_ != "X"
            and token.lower_ not in words("office_surnames", "word")
        )

    def _titled(self) -> None:
        """Find names that the tagger missed, by the office before them: `President X Y`."""
        for i, word in enumerate(self.page.words):
            if not self.titles.is_office(i) and word.lower() not in words("kin_nouns", "word"):
                continue
            token, first = self.page.tokens[i], i + 1
            end = self._name_end(first, shouted=token.text.isupper())
            name = [t.text for t in self.doc[first:end]]
            if not name:
                self._after_owner(token)
            elif self._introduces(token) and looks_like_name(name) and not self._is_no_name(first, end):
                self.add(first, end - 1, self.titles.before(first))

    def _introduces(self, office: Token) -> bool:
        """Tell an office that makes what follows a name from a mere qualifier: `First Time`, `former Soviet`."""
        if self.reference.is_title(office.text) and office.lower_ in words("title_words", "word"):
            return False
        kin = office.lower_ in words("kin_nouns", "word")
        return kin or office.text[:1].isupper() or office.dep_ == "compound"

    def _is_no_name(self, first: int, end: int) -> bool:
        """Tell a headline, or a single capitalised word that the article also writes small and that names nobody."""
        if signs.is_headline(self.page, first, end - 1):
            return True
        if end - first > 1 or self.reference.person_of(self.doc[first].text) is not None:
            return False
        return bool(self.page.places_of(self.doc[first].lower_))

    def _after_owner(self, office: Token) -> None:
        """Find a full name after the owner of an office: `Speaker of the Assembly of the Republic of X Y Z`."""
        first = self.titles.end_of_owner(office)
        end = self._name_end(first, shouted=False) if first is not None else 0
        if first is None or end - first < 2 or not self.page.is_free(first, end - 1):  # noqa: PLR2004 - a full name
            return
        if not signs.is_thing(self.page, first, end - 1):
            self.add(first, end - 1, self.titles.before(first))

    def _listed_titles(self) -> None:
        """Find the surnames after an office in the plural: `Senators A, B and C`, `Presidents D and E`."""
        for i, word in enumerate(self.page.words[:-1]):
            if not word[0].isupper() or (office := signs.singular(word)).lower() not in office_nouns():
                continue
            if self.page.tokens[i].tag_ in {"NNS", "NNPS"}:
                for first, last in self._run_of_names(i + 1):
                    self.add(first, last, Title(i, i, office, None))

    def _run_of_names(self, i: int) -> list[tuple[int, int]]:
        """Return the names joined by commas and `and` from a token on."""
        out: list[tuple[int, int]] = []
        while i < len(self.doc):
            end = self.page.taken[i].last + 1 if self.page.kind_at(i) == "person" else self._name_end(i, shouted=False)
            if end == i:
                break
            if i not in self.page.taken:
                out.append((i, end - 1))
            while end < len(self.doc) and self.doc[end].lower_ in {",", "and", "&"}:
                end += 1
            if self.doc[end - 1].lower_ not in {",", "and", "&"}:
                break
            i = end
        return out

    def _name_end(self, first: int, *, shouted: bool) -> int:
        """Return the token after a run of name words; particles (`von der`) count within it."""
        end = first
        while end < len(self.doc) and end not in self.page.taken:
            token = self.doc[end]
            if end > first and _is_glued(token):
                break
            inner = end > first and token.lower_ in words("name_particles", "word") and self._goes_on(end + 1)
            inner = inner or (end > first and _is_hyphened(token))
            named = is_name_word(token) or (shouted and token.text.isupper() and token.is_alpha)
            if not inner and (not named or is_common(token) or self.reference.is_title(token.text)):
                break
            end += 1
        return end

    def _goes_on(self, i: int) -> bool:
        following = self.doc[min(i, len(self.doc) - 1)]
        return following.text[:1].isupper() or following.lower_ in words("name_particles", "word")

    def _human(self) -> None:
        """Find names that the tagger missed, by an age or a `who` after them: `Anna, 41, fled`."""
        for first, last in self._unread_names():
            if signs.is_human(self.page, last):
                self.add(first, last, self.titles.before(first))

    def _apposed(self) -> None:
        """Find full names that the tagger missed, by the office after them: `A B, a retired admiral,`."""
        for first, last in self._unread_names():
            title = self.titles.after(last)
            titled = title is not None and title.role and not signs.is_headline(self.page, first, last)
            if titled and (last > first or self._has_apposed_office(last)):
                self.add(first, last, self.titles.before(first))

    def _has_apposed_office(self, i: int) -> bool:
        return any(t.dep_ == "appos" and t.lemma_.lower() in office_nouns() for t in self.doc[i].children)

    def _unread_names(self) -> list[tuple[int, int]]:
        """Return the runs of free name words that a comma follows."""
        out = []
        for comma in self.page.places_of(","):
            first = comma.i
            while first > 0 and self._may_name(self.page.tokens[first - 1]):
                first -= 1
            if first < comma.i:
                out.append((first, comma.i - 1))
        return [
            (first, last)
            for first, last in out
            if not self.reference.is_place(self.page.text(first, last)) and not signs.is_thing(self.page, first, last)
        ]

    def _may_name(self, token: Token) -> bool:
        plain = is_name_word(token) and token.tag_ == "NNP" and not is_common(token)
        return plain and token.i not in self.page.taken and token.lower_ not in words("body_nouns")

    def _known_names(self) -> None:
        """Find full names of the reference that neither tagger nor office showed."""
        for i, token in enumerate(self.page.tokens[:-1]):
            if i in self.page.taken or not self.page.words[i][0].isupper() or not is_name_word(token):
                continue
            if signs.names_government(self.page, i):
                continue
            last = i if self.reference.known_by_bare_name(token.text) else self._known_from(i)
            if last is not None and not signs.is_headline(self.page, i, last):
                self.add(i, last, self.titles.before(i))

    def _known_from(self, i: int) -> int | None:
        for last in range(min(i + _LONGEST_KNOWN, len(self.doc)) - 1, i, -1):
            if self.page.is_free(i, last) and is_name_word(self.doc[last]):
                person = self.reference.person_of(self.page.printed(i, last))
                if person is not None:
                    return last
        return None

    def _after_nickname(self, last: int) -> int:
        """Return the end of a name that goes on after a nickname in quotes: `Anna “Anya” Petrova`."""
        following = self.doc[last + 1 : last + 5]
        if len(following) < 4 or following[0].text not in _QUOTES or following[2].text not in _QUOTES:  # noqa: PLR2004
            return last
        free = self.page.is_free(last + 1, last + 4) and is_name_word(following[1]) and is_name_word(following[3])
        return last + 4 if free else last

    def _after_suffix(self, last: int) -> int:
        """Return the end of a name with what tells father from son: `A B, Jr.`."""
        following = self.doc[last + 1 : last + 3]
        skip = int(len(following) > 1 and following[0].text == ",")
        suffixed = len(following) > skip and following[skip].text.rstrip(".") in _SUFFIXES
        return last + skip + 1 if suffixed and self.page.is_free(last + 1, last + skip + 1) else last

    def add(self, first: int, last: int, title: Title | None) -> None:
        """Take a person's name, with the office before or after it."""
        after = self.titles.after(last)
        role = next((t.role for t in (title, after) if t is not None), None)
        country = next((t.country for t in (title, after) if t is not None and t.country), None)
        last = self._after_suffix(self._after_nickname(last))
        name = self.page.text(first, last)
        country = country or signs.country_of_party(self.page, last) or self._owner(title.first if title else first)
        actor = Actor("person", name, country, role=role)
        self.page.add(Mention(first, last, actor, "name", role, title.first if title else None))

    def _owner(self, first: int) -> str | None:
        """Return the state that a name is said to belong to: `Norway's A B`."""
        owner = self.page.taken.get(first - 2) if first > 1 and self.page.words[first - 1] in {"'s", "’s"} else None
        return owner.actor.country if owner is not None and owner.actor.kind == "country" else None


def is_common(token: Token) -> bool:
    """Tell whether a word is no name by itself: an office, a place, a brand of arms."""
    return token.lower_ in lexicon.never_persons() or token.lemma_.lower() in office_nouns()


def _is_glued(token: Token) -> bool:
    """Tell the end of a name in transcripts that repeat it, joined to the office: `A B B APresident of X`."""
    tail = re.search(r"(?<=[a-z])[A-Z][a-z]+$", token.text)
    return token.text == token.nbor(-1).text or (tail is not None and tail[0].lower() in office_nouns())


def _is_hyphened(token: Token) -> bool:
    """Tell a hyphen within a name, or a small word after it: `Ing-wen`."""
    before = token.nbor(-1)
    if token.text == "-":
        return not before.whitespace_ and not token.whitespace_
    return before.text == "-" and not before.whitespace_ and token.is_alpha
