"""Finding the organisations of one article that the reference does not list."""

import calendar
from typing import Final

from spacy.tokens import Token

from pipelines.extract import lexicon, signs
from pipelines.extract.lexicon import common_bodies, is_name_word, looks_like_organisation, office_nouns, words
from pipelines.extract.page import Actor, Mention, Page
from pipelines.extract.people import PersonFinder, is_common

_ACRONYM: Final = 3  # capitals beyond which a word in capitals is no initials


_MODIFIERS: Final = 3  # small words between the owner of a body and its noun
_MODIFIER_TAGS: Final = {"NN", "NNS", "NNP", "JJ"}
_OWNERS: Final = {"'s", "’s", "'", "’"}
_DAYS_AND_MONTHS: Final = frozenset([*calendar.day_name, *calendar.month_name[1:]])


class OrganisationFinder:
    """Finds bodies by the form of their names and by what the tagger shows."""

    def __init__(self, page: Page, people: PersonFinder) -> None:
        self.page = page
        self.doc = page.doc
        self.reference = page.reference
        self.people = people

    def find_tagged(self) -> None:
        """Find what the tagger took for an organisation, and is one."""
        for entity in self.page.entities:
            if entity.label_ == "ORG":
                self._tagged(*self._trim(entity.start, entity.end - 1))

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        while first <= last and (_is_mark(self.doc[first]) or self.doc[first].lower_ in {"the", "a"}):
            first += 1
        while last >= first and (_is_mark(self.doc[last]) or self.doc[last].text in {"'s", "’s", "’"}):
            last -= 1
        dated = next((i for i in range(first + 1, last) if self._starts_date(i)), last + 1)
        return first, dated - 1

    def _starts_date(self, i: int) -> bool:
        """Tell whether `on Wednesday` stands here: taggers run it into the name before."""
        return self.doc[i].lower_ in {"on", "in"} and self.doc[i + 1].text in _DAYS_AND_MONTHS

    def _tagged(self, first: int, last: int) -> None:
        name = [t.text for t in self.doc[first : last + 1]]
        if not name or not looks_like_organisation(name) or self._is_none(first, last):
            return
        kinds = [self.page.kind_at(i) for i in range(first, last + 1)]
        if {"person", "organisation"} & set(kinds) or None not in kinds:
            return
        person = self._person_at_end(first, last)
        if person is not None and self.page.is_free(person, last):
            self.people.add(person, last, self.people.titles.before(person))
        elif self._is_hidden_person(first, last):
            self.people.add(first, last, self.people.titles.before(first))
        else:
            self.add(first, last)

    def _person_at_end(self, first: int, last: int) -> int | None:
        """Return where a full name begins that the tagger joined to what is before it: `Emerging Technology A B`."""
        fitting = last - first > 1 and all(is_name_word(t) for t in self.doc[last - 1 : last + 1])
        if not fitting or self.doc[last].lower_ in words("body_nouns") or signs.is_described_as_body(self.page, first):
            return None
        return last - 1 if self.reference.is_first_name(self.doc[last - 1].text) else None

    def _is_none(self, first: int, last: int) -> bool:
        """Tell places, people, things and governments from organisations, by what they are made of."""
        tokens = self.doc[first : last + 1]
        name = " ".join(t.text for t in tokens)
        if name in lexicon.not_organisations() or self.reference.is_place(name) or self.people.part_of_known(name):
            return True
        if any(m.actor.kind == "person" and name in m.actor.name.split() for m in self.page.mentions):
            return True
        if tokens[-1].text in words("not_organisation_ends", "word") or tokens[-1].lemma_.lower() in office_nouns():
            return True
        return _is_no_word(tokens[0]) if len(tokens) == 1 else _is_no_phrase(list(tokens))

    def _is_hidden_person(self, first: int, last: int) -> bool:
        """Tell a person whom the tagger took for an organisation: two or three name words that speak or act."""
        tokens = self.doc[first : last + 1]
        if len(tokens) > 3 or not all(is_name_word(t) for t in tokens):  # noqa: PLR2004 - first and last names
            return False
        if any(t.lower_ in words("body_nouns") for t in tokens) or signs.is_described_as_body(self.page, first):
            return False
        if signs.is_human(self.page, last):
            return True
        root = tokens.root
        acts = root.dep_ in {"nsubj", "nsubjpass"} and root.head.lemma_.lower() in lexicon.human_verbs()
        full = len(tokens) > 1 and root.tag_ == "NNP"
        return full and (acts or self.reference.is_first_name(tokens[0].text))

    def find_described(self) -> None:
        """Find bodies that the noun before them tells: `research firm A B`, `the regulator C`."""
        for i, lemma in enumerate(self.page.lemmas[:-1]):
            if lemma not in words("body_descriptions") or not self.page.words[i].islower():
                continue
            first = last = i + 1
            while last < len(self.doc) and self._names_body(self.doc[last]):
                last += 1
            if last > first and not self.reference.is_place(self.page.text(first, last - 1)):
                self.add(first, last - 1)

    def _names_body(self, token: Token) -> bool:
        free = token.i not in self.page.taken and token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ"}
        return free and token.text not in lexicon.not_organisations() and not token.is_stop

    def find_bodies(self) -> None:
        """Find ministries and the like by their form: `Ministry of X of Country`, `Country's Foreign Ministry`."""
        for i, word in enumerate(self.page.words):
            if not word[0].isupper() or word.lower() not in words("body_nouns") or not self._can_hold(i):
                continue
            first = self._joined_start(self._body_start(i))
            last = self._body_end(i, modified=first < i)
            inside = self.page.within(first, last)
            if self._is_government(first, i):
                continue
            listed = len(inside) == 1 and (inside[0].first, inside[0].last) == (first, last)
            if last > first and not listed and all(self._lies_in(m, first, last) for m in inside):
                self.add(first, last)

    def _lies_in(self, mention: Mention, first: int, last: int) -> bool:
        """Tell whether a name lies within a longer one, but for an article before it."""
        start = mention.first + int(self.page.words[mention.first].lower() == "the")
        return start >= first and mention.last <= last

    def find_common(self) -> None:
        """Find bodies written small whose owner tells which one: `the Danish foreign ministry`, `Oslo's city court`."""
        for i, lemma in enumerate(self.page.lemmas):
            need = common_bodies().get(lemma)
            if (
                need is None
                or not self.page.words[i].islower()
                or self.doc[i].tag_ not in {"NN", "NNP"}
                or i in self.page.taken
            ):
                continue
            start = self._modifiers_start(i)
            owner = self._owner_end(start)
            if owner is not None and (start < i or need == "alone") and not self._goes_on(i):
                self._add_common(owner, i)

    def _modifiers_start(self, noun: int) -> int:
        """Return where the small words before a noun begin that tell its kind: `armed forces`, `foreign ministry`."""
        start = noun
        while start > max(0, noun - _MODIFIERS) and self._modifies(self.doc[start - 1]):
            start -= 1
        return start

    def _modifies(self, token: Token) -> bool:
        return token.text.islower() and token.tag_ in _MODIFIER_TAGS and token.i not in self.page.taken

    def _owner_end(self, start: int) -> int | None:
        """Return the last token of the state, body or place before a body: `Denmark's`, `Danish`, `Odense`."""
        last = start - 2 if start > 1 and self.page.words[start - 1] in _OWNERS else start - 1
        if last < 0 or self.page.kind_at(last) == "person":
            return None
        known = last in self.page.taken or self.reference.is_place(self.page.words[last])
        return last if known or self.doc[last].ent_type_ == "GPE" else None

    def _goes_on(self, noun: int) -> bool:
        """Tell a noun that only describes the next one: `ministry officials`."""
        return self.doc[noun].dep_ == "compound" and self.doc[noun].head.i == noun + 1

    def _add_common(self, owner: int, noun: int) -> None:
        """Take a body written small, beside its owner, for whom it acts where that is a state."""
        held = self.page.taken.get(owner)
        country = held.actor.country if held is not None else None
        first = owner + 2 if self.page.words[owner + 1] in _OWNERS else owner + 1
        name = f"{self.page.text(held.first if held else owner, owner)} {self.page.text(first, noun)}"
        body = Actor("organisation", name, country)
        body.speaks_for_state = held is not None and held.actor.kind == "country"
        self.page.add(Mention(first, noun, self.page.same_organisation(body), "name"))

    def _is_government(self, first: int, noun: int) -> bool:
        """Tell the cabinet that a surname stands for: `the A Administration`."""
        named = any(self.reference.known_by_bare_name(self.doc[i].text) for i in range(first, noun))
        paired = noun > 1 and signs.names_government(self.page, noun - 3)
        return self.doc[noun].lower_ == "administration" and (named or paired)

    def _can_hold(self, i: int) -> bool:
        """Tell whether a token may become a part of a longer name: it is free, or names a state or a body."""
        return self.page.kind_at(i) != "person"

    def _body_start(self, first: int) -> int:
        while first > 0:
            before = self.doc[first - 1]
            kind = self.page.kind_at(first - 1)
            opens = before.is_sent_start and before.ent_type_ not in {"ORG", "GPE"}
            free = kind is None and before.pos_ in {"PROPN", "ADJ", "NOUN"} and not opens
            if not before.text[:1].isupper() or not (kind == "organisation" or free):
                return first
            first -= 1
        return first

    def _joined_start(self, first: int) -> int:
        """Return where a name begins whose parts `and` joins, if the tagger took them for one: `Fire and Rescue A`."""
        if first < 2 or self.page.words[first - 1] not in {"and", "&"}:  # noqa: PLR2004 - a word and its joint
            return first
        whole = next((e for e in self.page.entities if e.start < first - 1 and first < e.end), None)
        if whole is None or whole.label_ != "ORG":
            return first
        start = whole.start + int(self.page.words[whole.start].lower() in {"the", "a"})
        free = self.page.is_free(start, first - 1) and self.page.words[start][0].isupper()
        return start if free and start < first - 1 and self._is_one_body(start, first - 1) else first

    def _is_one_body(self, start: int, joint: int) -> bool:
        """Tell that what stands before `and` is no body by itself: `Ministry of A and National Guard` are two."""
        return not any(w.lower() in words("body_nouns") or w == "," for w in self.page.words[start:joint])

    def _body_end(self, last: int, *, modified: bool) -> int:
        """Return the last token of a body's name: capitalised words after it, also after `of`, `for`, `on`, `and`.

        A state, an office or a noun with its own modifiers closes the name: what follows is a person.
        """
        closed = modified
        while (step := self._body_step(last, closed=closed)) > 0:
            last += step
            last = self._office_end(last) if step > 1 else last
            closed = self.page.kind_at(last) is not None or is_common(self.doc[last])
        return last

    def _office_end(self, i: int) -> int:
        """Return the last word of an office that a body serves: `Office of the Prime Minister`."""
        following = self.doc[i + 1 : i + 2]
        held = len(following) == 1 and following[0].text[:1].isupper() and i + 1 not in self.page.taken
        return i + 1 if held and following[0].lemma_.lower() in office_nouns() else i

    def _body_step(self, last: int, *, closed: bool) -> int:
        following = self.doc[last + 1 : last + 4]
        if len(following) > 1 and self._is_abroad(last, following[0]):
            host = self.page.taken.get(last + 2)
            return host.last - last if host is not None and host.actor.kind == "country" else 0
        if len(following) > 1 and following[0].lower_ in {"of", "for", "on", "and"}:
            skip = 3 if following[1].lower_ == "the" and following[0].lower_ != "and" and len(following) > 2 else 2  # noqa: PLR2004
            return skip if self._continues_body(following[skip - 1], following[0]) else 0
        if closed or len(following) == 0 or last + 1 in self.page.taken or is_common(following[0]):
            return 0
        person = any(e.label_ == "PERSON" and e.start == last + 1 for e in self.page.entities)
        return int(not person and following[0].text[:1].isupper() and following[0].pos_ == "PROPN")

    def _is_abroad(self, last: int, link: Token) -> bool:
        """Tell a body that is named with its host: `the Embassy in Chile`, `the EU Delegation to Ghana`."""
        return link.lower_ in {"in", "to"} and self.doc[last].lower_ in words("bodies_abroad")

    def _continues_body(self, token: Token, connector: Token) -> bool:
        if not token.text[:1].isupper() or not self._can_hold(token.i) or token.text in _DAYS_AND_MONTHS:
            return False
        if connector.lower_ != "and":
            return True
        if token.ent_type_ == "PERSON" or connector.nbor(-1).ent_type_ == "GPE":
            return False
        return token.i not in self.page.taken and token.lower_ not in words("body_nouns") and not is_common(token)

    def add(self, first: int, last: int) -> None:
        """Take the name of an organisation, with the country that it names; shorter names within it go."""
        inside = self.page.within(first, last)
        owners = (m.actor.country for m in inside if m.actor.country and not self._is_host(m, first))
        country = next(owners, None) or self._owner(first)
        for mention in inside:
            self.page.remove(mention)
        actor = self.page.same_organisation(Actor("organisation", self.page.text(first, last), country))
        self.page.add(Mention(first, last, actor, "name"))

    def _is_host(self, state: Mention, first: int) -> bool:
        """Tell the state in which a body is, in the name of the body: `Embassy in Chile`."""
        before = self.page.words[max(first, state.first - 2) : state.first]
        return bool({"in", "to"} & set(before[-1:] if before[-1:] != ["the"] else before))

    def _owner(self, first: int) -> str | None:
        """Return the state before the name of a body: `Danish Committee`, `China's Foreign Ministry`."""
        before = first - 2 if first > 1 and self.doc[first - 1].text in {"'s", "’s"} else first - 1
        state = self.page.taken.get(before)
        return state.actor.country if state is not None and state.actor.kind == "country" else None


def _is_mark(token: Token) -> bool:
    return token.is_space or token.is_punct


def _is_no_word(single: Token) -> bool:
    if single.lower_ in lexicon.no_organisation_words():
        return True
    return not single.text.isupper() and single.is_sent_start is True


def _is_no_phrase(tokens: list[Token]) -> bool:
    first, texts = tokens[0], [t.text for t in tokens]
    links = [i for i, t in enumerate(tokens) if t.lower_ in {"of", "for"}]
    if links and tokens[links[0] - 1].lemma_.lower() in office_nouns():
        return True
    if first.is_stop or first.lemma_.lower() in office_nouns() or texts[0] in {"Government", "Embassies"}:
        return True
    shouted = len(texts) > _ACRONYM and all(w.isupper() for w in texts if w.isalpha())
    listed = any(w in {"-", "–", "vs"} for w in texts)
    return shouted or (listed and not any(w.lower() in words("body_nouns") for w in texts))
