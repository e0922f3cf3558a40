"""Who is named in one article: the mentions of persons, countries and organisations, before they are linked."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from spacy.tokens import Doc, Token

from pipelines.extract.reference import Organisation, Reference, fold_name, load_reference_rows
from pipelines.extract.tables import frame_rows, word_map
from pipelines.schema import content_id

_ORGANISATION_LENGTH: Final = 9
_COUNTRY_LENGTH: Final = 5
_TITLE_REACH: Final = 16
_ACRONYM: Final = 3  # capitals beyond which a word in capitals is no initials
_PREFIX: Final = {"person": "per", "country": "cou", "organisation": "org"}


@dataclass(eq=False)
class Actor:
    """One person, country or organisation as the article presents it."""

    kind: str
    name: str
    country: str | None = None
    wikidata: str | None = None
    role: str | None = None
    basis: str = "text"
    aliases: set[str] = field(default_factory=set)
    speaks_for_state: bool = False

    @property
    def key(self) -> str:
        """The Wikidata id where it is known, else an id made from kind, folded name and country."""
        if self.wikidata:
            return self.wikidata
        if self.kind == "country":
            return content_id("cou", self.country)
        return content_id(_PREFIX[self.kind], fold_name(self.name), self.country)


@dataclass(eq=False)
class Mention:
    """Tokens `first`..`last` (inclusive) that name an actor; `sort` tells how (name, adjective, metonym, …)."""

    first: int
    last: int
    actor: Actor
    sort: str
    role: str | None = None
    title_first: int | None = None


@dataclass(frozen=True)
class Title:
    """The office before or after a name: its words, the country or organisation in it, and its tokens."""

    first: int
    last: int
    role: str
    country: str | None


@cache
def office_nouns() -> dict[str, str]:
    """Map the lemma of an office to its sort (head, minister, other), from seeds/frames/office_nouns.csv."""
    return word_map("office_nouns", "lemma", "sort")


@cache
def _never_persons() -> frozenset[str]:
    return frozenset(row["word"].lower() for row in frame_rows("not_names", "word"))


class ActorFinder:
    """Finds the named actors of one parsed article."""

    def __init__(self, doc: Doc, reference: Reference) -> None:
        self.doc = doc
        self.reference = reference
        self.taken: dict[int, Mention] = {}
        self.mentions: list[Mention] = []
        self.countries: dict[str, Actor] = {}

    def find(self) -> list[Mention]:
        """Return all named mentions in order of place; no token stands in two of them."""
        self._handles()
        self._listed()
        self._bodies()
        self._people()
        self._organisations()
        self.mentions.sort(key=lambda m: m.first)
        return self.mentions

    def country(self, alpha3: str) -> Actor:
        """Return the article's one actor of a state."""
        if alpha3 not in self.countries:
            known = self.reference.country(alpha3)
            self.countries[alpha3] = Actor("country", known.name, alpha3, known.wikidata, basis="reference")
        return self.countries[alpha3]

    def _free(self, first: int, last: int) -> bool:
        return not any(i in self.taken for i in range(first, last + 1))

    def _add(self, mention: Mention) -> None:
        for i in range(mention.first, mention.last + 1):
            self.taken[i] = mention
        self.mentions.append(mention)

    def _handles(self) -> None:
        for token in self.doc:
            if token.text.startswith("@") and len(token.text) > 2:  # noqa: PLR2004 - a sign and two letters
                person = self.reference.person_of(token.text)
                if person is not None:
                    actor = Actor("person", person.name, person.country, person.wikidata, basis="reference")
                    self._add(Mention(token.i, token.i, actor, "handle"))

    def _listed(self) -> None:
        """Find countries and listed organisations, the longest name first."""
        i = 0
        while i < len(self.doc):
            i += self._listed_at(i) if self.doc[i].text[:1].isupper() and i not in self.taken else 1

    def _listed_at(self, i: int) -> int:
        for length in range(min(_ORGANISATION_LENGTH, len(self.doc) - i), 0, -1):
            surface = self.doc[i : i + length].text
            if length <= _COUNTRY_LENGTH and (country := self.reference.country_of(surface)):
                if not self._within_name(i, i + length - 1):
                    self._add(Mention(i, i + length - 1, self.country(country[0]), country[1]))
                return length
            organisation = self.reference.organisation_of(surface)
            if organisation is not None and not self._within_name(i, i + length - 1):
                actor = self._known_organisation(organisation, surface)
                self._add(Mention(i, i + length - 1, self._same_organisation(actor), "name"))
                return length
        return 1

    def _known_organisation(self, known: Organisation, surface: str) -> Actor:
        actor = Actor("organisation", known.name, known.country, known.wikidata, basis="reference")
        actor.speaks_for_state = known.speaks_for_state
        actor.aliases.add(surface)
        return actor

    def _within_name(self, first: int, last: int) -> bool:
        """Tell whether the words are a part of a longer name of an organisation or work (`Bank of Russia`)."""
        span = next((e for e in self.doc.ents if e.start <= first and last < e.end), None)
        if span is None or span.label_ not in {"ORG", "PERSON", "WORK_OF_ART", "FAC"}:
            return False
        if span.label_ == "PERSON":
            return span.start < first and last < span.end and len(span) > last - first + 1
        return False

    def _same_organisation(self, actor: Actor) -> Actor:
        for mention in self.mentions:
            if mention.actor.kind == "organisation" and mention.actor.key == actor.key:
                mention.actor.aliases |= actor.aliases
                return mention.actor
        return actor

    def _people(self) -> None:
        for entity in self.doc.ents:
            if entity.label_ == "PERSON":
                self._person(entity.start, entity.end - 1)
        self._titled()
        self._known_names()

    def _person(self, first: int, last: int) -> None:
        first, last = self._trim(first, last)
        if first > last or not self._free(first, last):
            return
        words = [t.text for t in self.doc[first : last + 1]]
        if not _looks_like_name(words) or (first == last and self._is_common(self.doc[first])):
            return
        title = self.title_before(first)
        last = max(last, self._name_end(first, shouted=False) - 1)
        if title is None and not self._acts_like_a_person(first, last):
            return
        self._add_person(first, last, title)

    def _acts_like_a_person(self, first: int, last: int) -> bool:
        """Tell a person from a place, medium or thing that the tagger took for one, where no office says so."""
        words = self.doc[first : last + 1]
        name = " ".join(t.text for t in words)
        if name in not_organisations() or self.reference.is_place(name):
            return False
        if len(words) > 1 or self.reference.person_of(name) is not None or self._part_of_known(name):
            return True
        same = [t for t in self.doc if t.text == name]
        return any(t.dep_ in {"nsubj", "nsubjpass"} and t.head.lemma_.lower() in _human_verbs() for t in same)

    def _part_of_known(self, name: str) -> bool:
        folded = fold_name(name)
        return any(e.label_ == "PERSON" and len(e) > 1 and folded in fold_name(e.text).split() for e in self.doc.ents)

    def _is_common(self, token: Token) -> bool:
        return token.lower_ in _never_persons() or token.lemma_.lower() in office_nouns()

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """Leave titles, quotes, possessives and taken words out of the ends of a name."""
        while first <= last and (self._is_edge(self.doc[first]) or first in self.taken):
            first += 1
        while last >= first and (self._is_edge(self.doc[last]) or last in self.taken):
            last -= 1
        for i in range(first, last + 1):
            if self.doc[i].text in {"'s", "’s", ",", "(", "/", "|", ":"} or self.doc[i].is_space:
                return first, i - 1
        return first, last

    def _is_edge(self, token: Token) -> bool:
        if token.is_space or token.is_punct or token.text in {"'s", "’s", "’", "the", "The", "@"}:
            return True
        return (
            (not token.text[:1].isupper() and token.lower_ not in _PARTICLES)
            or self.reference.is_title(token.text)
            or (
                token.lemma_.lower() in office_nouns()
                and token.text[:1].isupper()
                and token.i not in self.taken
                and token.pos_ != "X"
                and token.lower_ not in {"king", "major", "marshal", "judge", "bishop", "pope", "prince"}
            )
        )

    def _titled(self) -> None:
        """Find names that the tagger missed, by the office before them: `President X Y`."""
        for token in self.doc:
            if token.lemma_.lower() not in office_nouns() and not self.reference.is_title(token.text):
                continue
            if not token.text[:1].isupper() and token.dep_ != "compound":
                continue
            first = token.i + 1
            last = self._name_end(first, shouted=token.text.isupper())
            if (
                last > first
                and _looks_like_name([t.text for t in self.doc[first:last]])
                and self._free(first, last - 1)
            ):
                self._add_person(first, last - 1, self.title_before(first))

    def _name_end(self, first: int, *, shouted: bool) -> int:
        """Return the token after a run of name words; particles (`von der`) count within it."""
        last = first
        while last < len(self.doc) and last not in self.taken:
            token = self.doc[last]
            following = self.doc[last + 1] if last + 1 < len(self.doc) else token
            inner = (
                last > first
                and token.lower_ in _PARTICLES
                and (following.text[:1].isupper() or following.lower_ in _PARTICLES)
            )
            named = _is_name_word(token) or (shouted and token.text.isupper() and token.is_alpha)
            if not inner and (not named or self._is_common(token) or self.reference.is_title(token.text)):
                break
            last += 1
        return last

    def _known_names(self) -> None:
        """Find full names of the reference that neither tagger nor office showed."""
        for i, token in enumerate(self.doc[:-1]):
            if i in self.taken or not _is_name_word(token):
                continue
            if self.reference.known_by_bare_name(token.text):
                self._add_person(i, i, self.title_before(i))
                continue
            for length in (4, 3, 2):
                last = i + length - 1
                if last < len(self.doc) and self._free(i, last) and _is_name_word(self.doc[last]):
                    person = self.reference.person_of(self.doc[i : last + 1].text)
                    if person is not None:
                        self._add_person(i, last, self.title_before(i))
                        break

    def _add_person(self, first: int, last: int, title: Title | None) -> None:
        before = title.first if title else None
        title = title or self._title_after(last)
        name = " ".join(t.text for t in self.doc[first : last + 1] if not t.is_space)
        name = re.sub(r"\s+([.’'-])\s*", r"\1", name) if "-" in name or "’" in name else name.replace(" .", ".")
        actor = Actor("person", name, title.country if title else None, role=title.role if title else None)
        self._add(Mention(first, last, actor, "name", actor.role, before))

    def title_before(self, first: int) -> Title | None:
        """Read the office that stands before a name, with its country: `Minister of Defense of Ukraine`."""
        start, office = first, None
        for i in range(first - 1, max(-1, first - 1 - _TITLE_REACH), -1):
            token = self.doc[i]
            if token.lemma_.lower() in office_nouns() or self.reference.is_title(token.text):
                office, start = token, i
            elif self._continues_title(token):
                start = i
            else:
                break
        if office is None:
            return None
        return self._title(start, first - 1)

    def _continues_title(self, token: Token) -> bool:
        if token.i in self.taken:
            return self.taken[token.i].actor.kind != "person"
        if token.lower_ in {
            "of",
            "the",
            "for",
            "and",
            "'s",
            "’s",
            "-",
            "to",
            "on",
            "former",
            "acting",
            "deputy",
            "vice",
            "first",
            "new",
            "then",
            "prime",
            "foreign",
            "defence",
            "defense",
            "national",
            "security",
            "in",
            "&",
            "special",
            "top",
            "chief",
            "outgoing",
            "elect",
            "government",
            "state",
            "diplomacy",
            "staff",
            "forces",
            "affairs",
        }:
            return True
        return token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ"}

    def _title(self, first: int, last: int) -> Title | None:
        while first <= last and (
            self.doc[first].lower_ in {"of", "the", "and", "in", "to", "'s", "’s", "for", "on", "-"}
        ):
            first += 1
        if first > last:
            return None
        start, country = first, self._title_country(first, last)
        words = [t.text for t in self.doc[first : last + 1]]
        while words and (
            (self.doc[first].i in self.taken and self.taken[first].actor.kind == "country") or words[0] in {"'s", "’s"}
        ):
            first, words = first + 1, words[1:]
        role = self.doc[first : last + 1].text.strip(" ,-") if first <= last else ""
        return Title(start, last, " ".join(role.split()), country) if role else None

    def _title_country(self, first: int, last: int) -> str | None:
        """Return the country that an office names: the one nearest to the name that owns it.

        `Ambassador of Poland to Ukraine` stands for Poland; `envoy for Syria` and `EU ambassador` for none.
        """
        found = dict.fromkeys(self.taken[i] for i in range(last, first - 1, -1) if i in self.taken)
        for mention in found:
            before = [self.doc[i].lower_ for i in range(mention.first - 1, max(first, mention.first - 3) - 1, -1)]
            words = [w for w in before if w != "the"][:1]
            if words and words[0] in {"to", "in", "for"}:
                continue
            return mention.actor.country if mention.actor.kind != "person" else None
        return None

    def _title_after(self, last: int) -> Title | None:
        """Read the office in apposition after a name: `X, Latvia's foreign minister,`; `President X of Y`."""
        i = last + 1
        if i + 1 < len(self.doc) and self.doc[i].lower_ == "of" and (i + 1) in self.taken:
            mention = self.taken[i + 1]
            return Title(i + 1, mention.last, "", mention.actor.country) if mention.actor.kind == "country" else None
        if i + 2 >= len(self.doc) or self.doc[i].text not in {",", "("}:
            return None
        end = i + 1
        while (
            end < min(len(self.doc), i + _TITLE_REACH)
            and self.doc[end].text not in {",", ")", ".", ";", ":", "("}
            and self.doc[end].pos_ not in {"VERB", "AUX", "PRON"}
        ):
            end += 1
        words = self.doc[i + 1 : end]
        if not any(t.lemma_.lower() in office_nouns() for t in words[:8]) or any(
            j in self.taken and self.taken[j].actor.kind == "person" for j in range(i + 1, end)
        ):
            return None
        return self._title(i + 1, end - 1)

    def _organisations(self) -> None:
        for entity in self.doc.ents:
            if entity.label_ == "ORG":
                self._organisation(entity.start, entity.end - 1)

    def _organisation(self, first: int, last: int) -> None:
        while first <= last and (
            self.doc[first].is_space or self.doc[first].is_punct or self.doc[first].lower_ in {"the", "a"}
        ):
            first += 1
        while last >= first and (
            self.doc[last].is_space or self.doc[last].is_punct or self.doc[last].text in {"'s", "’s", "’"}
        ):
            last -= 1
        words = [t.text for t in self.doc[first : last + 1]]
        if (
            not words
            or not _looks_like_organisation(words)
            or " ".join(words) in not_organisations()
            or self._is_no_organisation(first, last)
            or (len(words) == 1 and self.doc[first].lower_ in _never_persons())
        ):
            return
        if any(
            self.taken[i].actor.kind in {"person", "organisation"} for i in range(first, last + 1) if i in self.taken
        ):
            return
        if all(i in self.taken for i in range(first, last + 1)) or self.doc[last].lemma_.lower() in office_nouns():
            return
        if self._is_hidden_person(first, last):
            self._add_person(first, last, self.title_before(first))
        else:
            self._add_organisation(first, last)

    def _is_no_organisation(self, first: int, last: int) -> bool:
        """Tell places, people, things and governments from organisations, by what they are made of."""
        tokens = self.doc[first : last + 1]
        words = [t.text for t in tokens]
        name = " ".join(words)
        if self.reference.is_place(name) or self._part_of_known(name) or words[-1] in _no_organisation_ends():
            return True
        if len(words) == 1:
            single = tokens[0]
            return single.lower_ in _no_organisation_words() or (
                not single.text.isupper() and single.is_sent_start is True
            )
        if tokens[0].is_stop or tokens[0].lemma_.lower() in office_nouns() or words[0] in {"Government", "Embassies"}:
            return True
        shouted = len(words) > _ACRONYM and all(w.isupper() for w in words if w.isalpha())
        listed = any(w in {"-", "–", "vs"} for w in words)
        return shouted or (listed and not any(w.lower() in _body_nouns() for w in words))

    def _is_hidden_person(self, first: int, last: int) -> bool:
        """Tell a person whom the tagger took for an organisation: two or three name words that speak or act."""
        tokens = self.doc[first : last + 1]
        if not 2 <= len(tokens) <= 3 or not all(_is_name_word(t) for t in tokens):  # noqa: PLR2004 - first and last names
            return False
        if any(t.lower_ in _body_nouns() for t in tokens):
            return False
        root = tokens.root
        return root.dep_ in {"nsubj", "nsubjpass"} and root.head.lemma_.lower() in _human_verbs() and root.tag_ == "NNP"

    def _bodies(self) -> None:
        """Find ministries and the like by their form: `Ministry of X of Country`, `Country's Foreign Ministry`."""
        for token in self.doc:
            if token.lower_ not in _body_nouns() or not token.text[:1].isupper() or not self._can_hold(token.i):
                continue
            first, last = self._body_start(token.i), self._body_end(token.i)
            inside = [self.taken[i] for i in range(first, last + 1) if i in self.taken]
            if last > first and all(m.first >= first and m.last <= last for m in inside):
                self._add_organisation(first, last)

    def _can_hold(self, i: int) -> bool:
        """Tell whether a token may become a part of a longer name: it is free, or names a state or a body."""
        return i not in self.taken or self.taken[i].actor.kind != "person"

    def _body_start(self, first: int) -> int:
        while first > 0:
            before = self.doc[first - 1]
            held = first - 1 in self.taken and self.taken[first - 1].actor.kind == "organisation"
            free = first - 1 not in self.taken and before.pos_ in {"PROPN", "ADJ", "NOUN"} and not before.is_sent_start
            if not before.text[:1].isupper() or not (held or free):
                return first
            first -= 1
        return first

    def _body_end(self, last: int) -> int:
        """Return the last token of a body's name: capitalised words after it, also after `of`, `for`, `on`, `and`."""
        while (step := self._body_step(last)) > 0:
            last += step
        return last

    def _body_step(self, last: int) -> int:
        following = self.doc[last + 1 : last + 4]
        if len(following) > 1 and following[0].lower_ in {"of", "for", "on", "and"}:
            skip = 3 if following[1].lower_ == "the" and following[0].lower_ != "and" and len(following) > 2 else 2  # noqa: PLR2004
            return skip if self._continues_body(following[skip - 1], following[0]) else 0
        free = len(following) > 0 and last + 1 not in self.taken
        return int(
            free
            and following[0].text[:1].isupper()
            and following[0].pos_ == "PROPN"
            and not self._is_common(following[0])
        )

    def _continues_body(self, token: Token, connector: Token) -> bool:
        if not token.text[:1].isupper() or not self._can_hold(token.i):
            return False
        if connector.lower_ != "and":
            return True
        return token.i not in self.taken and token.lower_ not in _body_nouns() and not self._is_common(token)

    def _add_organisation(self, first: int, last: int) -> None:
        inside = [self.taken[i] for i in range(first, last + 1) if i in self.taken]
        country = next((m.actor.country for m in inside if m.actor.kind == "country"), None)
        for mention in set(inside):
            for i in range(mention.first, mention.last + 1):
                self.taken.pop(i, None)
            self.mentions.remove(mention)
        name = " ".join(self.doc[first : last + 1].text.split())
        actor = self._same_organisation(Actor("organisation", name, country))
        self._add(Mention(first, last, actor, "name"))


_PARTICLES: Final = {
    "von",
    "van",
    "der",
    "den",
    "de",
    "da",
    "di",
    "del",
    "la",
    "le",
    "al",
    "el",
    "bin",
    "ibn",
    "ben",
    "dos",
    "du",
    "ter",
    "ten",
    "abu",
    "-",
    "’",
    "'",
}


@cache
def not_organisations() -> frozenset[str]:
    """Name media, acronyms and fragments that are no actors of a story."""
    return frozenset(row["name"] for row in frame_rows("not_organisations", "name"))


@cache
def _no_organisation_ends() -> frozenset[str]:
    return frozenset(row["word"] for row in frame_rows("not_organisation_ends", "word"))


@cache
def _no_organisation_words() -> frozenset[str]:
    return frozenset(row["term"].lower() for row in load_reference_rows("items")) | _never_persons()


@cache
def _human_verbs() -> frozenset[str]:
    return frozenset(row["lemma"] for row in frame_rows("speech_verbs", "lemma")) | frozenset(
        row["lemma"] for row in frame_rows("human_verbs", "lemma")
    )


@cache
def _body_nouns() -> frozenset[str]:
    return frozenset(row["lemma"] for row in frame_rows("body_nouns", "lemma"))


def _is_name_word(token: Token) -> bool:
    return (
        token.text[:1].isupper()
        and token.is_alpha
        and not token.is_stop
        and token.pos_ in {"PROPN", "NOUN", "ADJ", "X"}
        and not (token.text.isupper() and len(token.text) > _ACRONYM)
    )


def _looks_like_name(words: list[str]) -> bool:
    text = " ".join(words)
    if len(words) > 7 or not text[:1].isupper() or re.search(r"[\d@#_/\\=<>*]", text):  # noqa: PLR2004
        return False
    return words[-1][:1].isupper() and any(len(w) > 1 for w in words) and words[0].lower() not in {"covid", "mr", "mrs"}


def _looks_like_organisation(words: list[str]) -> bool:
    text = " ".join(words)
    if re.search(r"[@#_/\\=<>*\d]", text) or len(words) > 14 or len(text) < 2:  # noqa: PLR2004
        return False
    return any(w[:1].isupper() for w in words)
