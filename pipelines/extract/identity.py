"""Which names are one actor's: surnames and full names, acronyms and long forms, and who the reference knows."""

import datetime as dt
import re
from collections import Counter

from rapidfuzz.distance import Levenshtein
from spacy.tokens import Span

from pipelines.extract.lexicon import office_nouns, words
from pipelines.extract.page import Actor, Mention, Page
from pipelines.extract.reference import Person, fold_name
from pipelines.extract.tables import word_map

_SHORTEST_FIRST_NAME = 4
_ALIKE = 2  # letters in which two forms of a first name agree
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SHORTEST_MISSPELT = 6  # letters of a surname in which one may be wrong


class Linker:
    """Joins the mentions of one article to actors, and the actors to the reference."""

    def __init__(self, page: Page, published: dt.date | None) -> None:
        self.doc = page.doc
        self.entities = page.entities
        self.mentions = page.mentions
        self.reference = page.reference
        self.published = published

    def link(self) -> None:
        """Give all mentions of one actor the same actor, with the identity that the reference knows."""
        self._join_people()
        self._link_people()
        self._join_organisations()

    def _of_kind(self, kind: str) -> list[Mention]:
        return [m for m in self.mentions if m.actor.kind == kind]

    def _people(self) -> list[Actor]:
        return list(dict.fromkeys(m.actor for m in self._of_kind("person")))

    def _join_people(self) -> None:
        """Give all mentions of one person one actor, under the fullest name that the article gives."""
        full: dict[str, Actor] = {}
        people: list[Actor] = []
        for mention in sorted(self._of_kind("person"), key=lambda m: (-len(fold_name(m.actor.name).split()), m.first)):
            folded = fold_name(mention.actor.name)
            actor = full.get(folded) or _fuller(_parts(folded), people, mention.actor)
            if actor is None:
                actor = mention.actor
                people.append(actor)
            full[folded] = actor
            absorb(actor, mention)

    def _link_people(self) -> None:
        """Give each person the identity and country that the reference knows, unless the text contradicts."""
        for actor in self._people():
            known = self._known_person(actor)
            if known is not None:
                self._identify(actor, known)
        self._merge_identities()
        self._settle_at_home()

    def _identify(self, actor: Actor, known: Person) -> None:
        actor.wikidata, actor.basis = known.wikidata or actor.wikidata, "reference"
        if actor.name != known.name:
            actor.aliases.add(actor.name)
        actor.name = known.name
        if actor.country is None or known.serves_only_others(actor.country):
            actor.country = known.country_on(self.published)

    def _known_person(self, actor: Actor) -> Person | None:
        """Return who an actor is: a full name by itself, a bare surname only with a fitting office or by fame."""
        known = self.reference.person_of(actor.name, country=actor.country, on=self.published, role=actor.role)
        if actor.role and (styled := self.reference.person_of(f"{actor.role} {actor.name}", on=self.published)):
            return styled
        if len(fold_name(actor.name).split()) > 1:
            return known or self.reference.person_of(actor.name, on=self.published)
        if known is None or self.reference.known_by_bare_name(actor.name):
            return known
        return known if actor.role and self.reference.fits_role(known, actor.role) else None

    def _merge_identities(self) -> None:
        by_key: dict[str, Actor] = {}
        for mention in self._of_kind("person"):
            absorb(by_key.setdefault(mention.actor.key, mention.actor), mention)

    def _settle_at_home(self) -> None:
        """Let an office without a state (`the senator`) be one of the state that the text is about there."""
        for actor in self._people():
            actor.country = actor.country or _state_of_office(actor.role or "")
        bodies = {m.actor.name for m in self._of_kind("organisation") if m.actor.country is None}
        private = {body for body in bodies if not _is_public(body)}
        local = [a for a in self._people() if a.country is None and a.role and a.basis == "text"]
        local = [a for a in local if not _is_head(str(a.role)) and not any(body in str(a.role) for body in private)]
        home = self._home() if local else None
        before = {actor: self._state_before(actor) for actor in local}
        for actor, (state, same_sentence) in before.items():
            actor.country = (state if same_sentence else None) or home or state

    def _state_before(self, actor: Actor) -> tuple[str | None, bool]:
        """Return the state named last before a person, and whether that is in the same sentence."""
        first = min((m for m in self.mentions if m.actor is actor), key=lambda m: m.first)
        states = [m for m in self._of_kind("country") if m.last < first.first]
        last = max(states, key=lambda m: m.last, default=None)
        if last is None:
            return None, False
        return last.actor.country, last.first >= self.doc[first.first].sent.start

    def _home(self) -> str | None:
        counts: Counter[str] = Counter(a.country for a in self._people() if a.country)
        counts = counts or Counter(m.actor.country for m in self._of_kind("organisation") if m.actor.country)
        counts = counts or Counter(m.actor.country for m in self._of_kind("country") if m.actor.country)
        counts = counts or Counter(filter(None, map(self._state_of_place, self.entities)))
        if not counts:
            return None
        home, count = counts.most_common(1)[0]
        return home if count * 2 > counts.total() else None

    def _state_of_place(self, entity: Span) -> str | None:
        return self.reference.state_of(entity.text) if entity.label_ in {"GPE", "LOC"} else None

    def _join_organisations(self) -> None:
        """Join an organisation named by acronym with the full name that the article gives (`… (OSCE)`)."""
        by_name: dict[str, Actor] = {}
        for mention in sorted(self._of_kind("organisation"), key=lambda m: (-len(m.actor.name), m.first)):
            key = _organisation_key(mention.actor.name)
            if key not in by_name:
                by_name[key] = mention.actor
                acronym = "".join(w[0] for w in mention.actor.name.split() if w[:1].isupper())
                if len(acronym) > 1:
                    by_name.setdefault(acronym.lower(), mention.actor)
            absorb(by_name[key], mention)
        self._join_short_names()

    def _join_short_names(self) -> None:
        """Join a body named by a part of its name with the only one that the part fits: `County Council`."""
        bodies = list(dict.fromkeys(m.actor for m in self._of_kind("organisation")))
        keys = {actor: _organisation_key(actor.name).split() for actor in bodies}
        whole: dict[Actor, Actor] = {}
        for actor in (a for a in bodies if a.basis == "text" and len(keys[a]) > 1):
            fitting = [b for b in bodies if b is not actor and _is_part(keys[actor], keys[b])]
            if len(fitting) == 1:
                whole[actor] = fitting[0]
        for mention in self._of_kind("organisation") if whole else ():
            while mention.actor in whole:
                absorb(whole[mention.actor], mention)


def absorb(actor: Actor, mention: Mention) -> None:
    """Let a mention name an actor, who takes over what the mention tells."""
    if mention.actor is not actor:
        actor.aliases |= {mention.actor.name, *mention.actor.aliases}
        actor.country = actor.country or mention.actor.country
        actor.role = actor.role or mention.actor.role
        actor.wikidata = actor.wikidata or mention.actor.wikidata
        mention.actor = actor


def _state_of_office(role: str) -> str | None:
    """Return the state that alone has an office: Taoiseach, Congressman."""
    states = word_map("office_states", "office", "country")
    return next((states[word] for word in re.findall(r"[^\W\d]+", role) if word in states), None)


def _is_public(body: str) -> bool:
    """Tell a body by whose name its people serve a state: a ministry or council, not a company."""
    return any(word in words("public_body_nouns") for word in re.findall(r"[^\W\d]+", body.lower()))


def _is_head(role: str) -> bool:
    """Tell the head of a state, of whom each state has its own."""
    return any(office_nouns().get(word) == "head" for word in re.findall(r"[a-z]+", role.lower()))


def _fuller(words: list[str], people: list[Actor], actor: Actor) -> Actor | None:
    """Return the person named before in full, of whose name these words are a part or another spelling."""
    fitting = [p for p in people if not (p.country and actor.country and p.country != actor.country)]
    for compatible in (_by_surname, _by_first_name, _misspelt):
        for person in fitting if words else ():
            if compatible(words, _parts(fold_name(person.name))):
                return person
    return None


def _parts(folded: str) -> list[str]:
    """Return the words of a folded name without what tells father from son."""
    words = folded.split()
    return words[:-1] if len(words) > 1 and words[-1] in _SUFFIXES else words


def _by_surname(words: list[str], known: list[str]) -> bool:
    """Tell whether the surnames agree, and first names or their initials do."""
    if not known or words[-1] != known[-1]:
        return False
    return len(words) == 1 or _agree(words[0], known[0]) or set(words) <= set(known)


def _agree(one: str, other: str) -> bool:
    """Tell whether two first names can be one: an initial, or forms that begin alike (`Joe`, `Joseph`; not `Jill`)."""
    return one[:_ALIKE] == other[:_ALIKE] or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _by_first_name(words: list[str], known: list[str]) -> bool:
    return len(words) == 1 < len(known) and words[0] in known[:-1] and len(words[0]) >= _SHORTEST_FIRST_NAME


def _misspelt(words: list[str], known: list[str]) -> bool:
    """Tell whether the surnames differ by one letter, where a first name agrees or none is given."""
    if not known or min(len(words[-1]), len(known[-1])) < _SHORTEST_MISSPELT:
        return False
    same = len(words) == 1 or words[0] == known[0]
    return same and Levenshtein.distance(words[-1], known[-1], score_cutoff=1) == 1


def _is_part(short: list[str], full: list[str]) -> bool:
    """Tell whether one name begins or ends another: `Ministry of Trade` that of a country, `County Council` of one."""
    return len(short) < len(full) and short in (full[: len(short)], full[-len(short) :])


def _organisation_key(name: str) -> str:
    words = [w for w in re.findall(r"\w+", name.lower()) if w not in {"the", "of", "and", "for"}]
    return " ".join(words)
