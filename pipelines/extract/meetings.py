"""Contacts between parties, read from one article."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from spacy.tokens import Span, Token

from pipelines.extract import syntax
from pipelines.extract.actors import Actor
from pipelines.extract.coreference import Coreference
from pipelines.extract.places import Place, find_place
from pipelines.extract.tables import frame_rows, word_map
from pipelines.extract.topics import topics_of
from pipelines.extract.when import When, when_of

_PLURALS: Final = {"conversation", "call", "meeting"}
_BACKGROUND: Final = {"previous", "earlier", "last", "first", "another", "second", "third", "past", "former", "recent"}


_HEADLINE: Final = re.compile(
    r"\b(?:Telephone conversation|Phone call|Call|Meeting|Talks|Conversation)\b.{0,40}\bwith\b"
    r"|\b(?:met|spoke|talked) with\b"
    r"|\bhad a (?:phone|telephone) (?:call|conversation) with\b",
    re.IGNORECASE,
)
_HEADLINE_VERBS: Final = {
    "discuss",
    "exchange",
    "speak",
    "meet",
    "talk",
    "conversation",
    "call",
    "meeting",
    "continue",
    "congratulate",
    "agree",
    "emphasise",
    "focus",
    "inform",
    "brief",
    "thank",
}
_MANY: Final = {"several", "many", "numerous", "series", "number", "dozens", "multiple", "various"}
_VAGUE: Final = {"consultation", "dialogue", "discussion", "contact", "negotiation"}
_GATHERINGS: Final = {"summit", "conference", "session", "gathering"}


@dataclass
class Contact:
    """One contact as one article reports it. Each field keeps the tokens it was read from."""

    parties: list[Actor]
    format: str
    status: str
    trigger: Token
    when: When | None
    place: Place | None
    topics: dict[str, Span]
    party_tokens: dict[int, Token] = field(default_factory=dict)
    format_span: Span | None = None
    confidence: float = 0.7

    @property
    def sentence(self) -> Span:
        """The sentence that reports it."""
        return self.trigger.sent


@dataclass(frozen=True)
class Frame:
    """What a word that reports a contact asks of its clause."""

    lemma: str
    pos: str
    format: str
    subject: bool
    object: str
    prepositions: tuple[str, ...]


@cache
def _frames() -> dict[tuple[str, str], Frame]:
    rows = frame_rows("meeting_words", "lemma", "pos", "format", "subject", "object", "prepositions")
    return {
        (r["lemma"], r["pos"]): Frame(
            r["lemma"],
            r["pos"],
            r["format"],
            r["subject"] == "yes",
            r["object"],
            tuple(p for p in r["prepositions"].split("|") if p),
        )
        for r in rows
    }


@cache
def _effects() -> dict[str, str]:
    return word_map("meeting_modality", "lemma", "effect")


@cache
def _light_verbs() -> frozenset[str]:
    return frozenset(r["lemma"] for r in frame_rows("light_verbs", "lemma"))


class MeetingReader:
    """Reads the contacts of one article."""

    def __init__(self, coreference: Coreference, published: dt.date | None, title: str | None) -> None:
        self.coreference = coreference
        self.doc = coreference.doc
        self.published = published
        self.title = title or ""
        self.contacts: list[Contact] = []
        self.summary: tuple[int, When | None] = (-1, None)

    def read(self) -> list[Contact]:
        """Return the distinct contacts, in order of first report."""
        for token in self.doc:
            frame = _frames().get((token.lemma_.lower(), token.pos_ if token.pos_ != "PROPN" else "NOUN"))
            if frame is not None:
                self._read(token, frame)
            elif token.lower_ == "one":
                self._read_ellipsis(token)
        self._read_title()
        return self.contacts

    def _read_ellipsis(self, token: Token) -> None:
        """Read `the second call by A …, the previous one being to B`: the noun and its first side stand before."""
        nouns = [t for t in self.doc[token.sent.start : token.i] if (t.lemma_.lower(), "NOUN") in _frames()]
        if not nouns or not self._is_background(token):
            return
        frame = _frames()[nouns[-1].lemma_.lower(), "NOUN"]
        second = self._prepositional(token, "with", "to") or self._prepositional(token.head, "with", "to")
        parties = [*self._first_side(nouns[-1], frame), *second]
        distinct = self._distinct(parties)
        if second and self._is_contact(distinct, frame):
            self._keep(self._contact(token, frame, "held", distinct, parties))

    def _read_title(self) -> None:
        """Take the contact that the headline names, where the story itself names its parties only by office."""
        match = _HEADLINE.search(self.title)
        if match is None:
            return
        people = self.coreference.named_in(self.title)
        if not people or any(p in c.parties for c in self.contacts for p in people):
            return
        trigger = next(
            (t for t in self.doc if t.lemma_.lower() in _HEADLINE_VERBS and t.pos_ in {"VERB", "NOUN"}), None
        )
        if trigger is None:
            return
        named = [(p, trigger) for p in people]
        distinct = self._distinct(named if len({p.country for p in people}) > 1 else [*named, *self._home(people)])
        frame = _frames()[
            "call" if re.search(r"call|phone|conversation", match.group(0), re.IGNORECASE) else "meeting", "NOUN"
        ]
        if self._is_contact(distinct, frame):
            self._keep(self._contact(trigger, frame, "held", distinct, [(a, trigger) for a in distinct]))

    def _home(self, people: list[Actor]) -> list[tuple[Actor, Token]]:
        """Return the side that the headline leaves out: the person or state that the story names most beside it."""
        sides = {p.country for p in people}
        others = [m for m in self.coreference.mentions if m.actor.country and m.actor.country not in sides]
        counts = Counter(m.actor.country for m in others)
        if not counts:
            return []
        country = counts.most_common(1)[0][0]
        person = next((m for m in others if m.actor.kind == "person" and m.actor.country == country), None)
        mention = person or next(m for m in others if m.actor.country == country)
        return [(mention.actor if person else self.coreference.finder.country(str(country)), self.doc[mention.last])]

    def _read(self, token: Token, frame: Frame) -> None:
        status = self._status(token)
        if status is None or (status == "planned" and frame.lemma in _VAGUE):
            return
        if self._is_naming(token, frame):
            return
        for parties in self._sides(token, frame):
            distinct = self._distinct(parties)
            if self._is_summary(token, parties):
                self.summary = (token.sent.end, self._when(token, status))
            elif status == "held" and parties and self._only_groups(parties):
                if not self._is_background(token):
                    self._enrich(token, frame)
            elif self._is_contact(distinct, frame):
                self._keep(self._contact(token, frame, status, distinct, parties))
            elif (found := self._from_context(token, frame, distinct)) is not None:
                self._keep(self._contact(token, frame, status, found, [(a, token) for a in found]))
            elif status == "held" and self._refers_back(token, frame, distinct):
                self._enrich(token, frame)

    def _is_naming(self, token: Token, frame: Frame) -> bool:
        """Tell `called him a liar` from a call."""
        labels = {c.dep_ for c in token.children}
        if frame.pos != "VERB" or frame.lemma not in {"call", "tell"}:
            return False
        return "oprd" in labels or (
            frame.lemma == "call" and (token.tag_ == "VBG" or bool(labels & {"xcomp", "ccomp"}))
        )

    def _is_summary(self, token: Token, parties: list[tuple[Actor, Token]]) -> bool:
        """Tell `held several meetings with members of …`, which stands for contacts that are told one by one."""
        counted = {c.lower_ for c in token.children} | (
            {token.head.head.lower_} if token.head.lower_ == "of" else set()
        )
        return bool(counted & _MANY) and token.tag_ == "NNS" and any(a.kind == "organisation" for a, _ in parties)

    def _only_groups(self, parties: list[tuple[Actor, Token]]) -> bool:
        """Tell whether the parties are named only as `the leaders`, `they`: then the contact is the one before."""
        if not self.contacts or not {a for a, _ in parties} <= set(self.contacts[-1].parties):
            return False
        groups = word_map("group_nouns", "lemma", "stands_for").keys() | {"they", "we", "both"}
        tokens = [t for _, t in parties]
        return all(t.i not in self.coreference.at and t.lemma_.lower() in groups and t.tag_ != "NN" for t in tokens)

    # status

    def _status(self, token: Token) -> str | None:
        """Return held, planned or cancelled; None for what is wished for, denied or only thought of."""
        verb = token if token.pos_ == "VERB" else syntax.governing_verb(token)
        if syntax.negated(token) or (verb is not None and self._governs(verb, token) and syntax.negated(verb)):
            return None
        status = "held"
        for word in self._judges(token):
            effect = _effects().get(word.lemma_.lower()) or _effects().get(word.lower_)
            if word.pos_ == "VERB" and syntax.negated(word):
                return None
            if effect in {"blocked", "cancelled"}:
                return None if effect == "blocked" else "cancelled"
            if effect == "planned":
                status = "planned"
        if verb is not None and (verb == token or self._governs(verb, token)):
            if syntax.is_modal(verb) or syntax.is_hypothetical(verb):
                return None
            if syntax.is_future(verb) or (verb.tag_ == "VB" and self._is_to_be(verb)):
                return "planned"
        return status

    def _is_to_be(self, verb: Token) -> bool:
        return verb.dep_ == "xcomp" and verb.head.lemma_ in {"be", "due", "set"}

    def _governs(self, verb: Token, token: Token) -> bool:
        """Tell whether the verb is the one that reports the noun's happening, not just in the same sentence."""
        return (
            token.pos_ == "VERB"
            or token.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"}
            or verb.lemma_.lower() in _light_verbs()
        )

    def _judges(self, token: Token) -> Iterable[Token]:
        """Yield the words that tell whether it took place: its modifiers, and the verbs and nouns right above it."""
        yield from (c for c in token.children if c.dep_ in {"amod", "compound", "acl", "advmod"})
        above = token
        for _ in range(3):
            if above.dep_ in {"conj", "ROOT", "advcl", "ccomp", "relcl", "parataxis"} and above != token:
                return
            if above.dep_ in {"ROOT", "advcl", "relcl", "ccomp", "parataxis"}:
                return
            if (
                above.dep_ == "pobj"
                and above.head.lower_ in {"during", "after", "following", "at", "before", "in", "on", "since"}
                and above.head.head.pos_ == "VERB"
            ):
                return
            above = above.head
            if above.pos_ in {"VERB", "NOUN", "ADJ"}:
                yield above
                yield from (c for c in above.children if c.dep_ == "acomp")

    # parties

    def _sides(self, token: Token, frame: Frame) -> list[list[tuple[Actor, Token]]]:
        """Return the parties of each contact that the word reports: one list, or several for calls with several."""
        first = self._first_side(token, frame)
        second = self._second_side(token, frame)
        plural = token.tag_ in {"NNS", "NNPS"} and frame.lemma in _PLURALS and len(second) > 1
        separate = plural and not self._prepositional(token, "between")
        if separate and first:
            return [[*first, one] for one in second]
        return [[*first, *second]]

    def _first_side(self, token: Token, frame: Frame) -> list[tuple[Actor, Token]]:
        if frame.pos == "VERB":
            doer = syntax.agent(token) if frame.subject else None
            return self._actors(doer) if doer is not None else []
        out: list[tuple[Actor, Token]] = []
        for child in token.children:
            if child.dep_ in {"poss", "compound", "amod", "nmod"}:
                found = self._actors(child)
                out += [p for p in found if not (frame.lemma in _GATHERINGS and p[0].kind == "organisation")]
        out += self._prepositional(token, "by")
        return out + (self._holder(token) or self._topic(token, out))

    def _topic(self, noun: Token, known: list[tuple[Actor, Token]]) -> list[tuple[Actor, Token]]:
        """Return the person whom the sentences before are about, for `during the meeting with X, … was discussed`."""
        if (
            known
            or noun.lemma_.lower() not in {"meeting", "conversation", "call", "talk"}
            or not any(c.lower_ == "with" for c in noun.children)
        ):
            return []
        return [(actor, noun) for actor in self.coreference.topic_person(noun)]

    def _holder(self, noun: Token) -> list[tuple[Actor, Token]]:
        """Return who holds the talks: the subject of the verb that a noun belongs to."""
        verb = syntax.governing_verb(noun)
        if verb is None:
            return []
        if noun.dep_ in {"dobj", "conj", "attr"} or (noun.dep_ == "pobj" and self._hangs_on(noun)):
            who = syntax.agent(verb)
            if who is not None and who != noun:
                return self._actors(who)
        if noun.dep_ == "nsubjpass":
            who = syntax.agent(verb)
            return self._actors(who) if who is not None else []
        return []

    def _hangs_on(self, noun: Token) -> bool:
        """Tell whether a noun is the setting of its verb: `said during a meeting`, `spoke after talks`."""
        return noun.head.lower_ in {
            "in",
            "at",
            "during",
            "after",
            "following",
            "for",
            "into",
            "on",
            "to",
            "before",
            "since",
            "by",
            "over",
        }

    def _second_side(self, token: Token, frame: Frame) -> list[tuple[Actor, Token]]:
        out = []
        if frame.object != "no":
            for thing in syntax.objects(token):
                out += [(a, t) for a, t in self._actors(thing) if frame.object == "yes" or a.kind == "person"]
        out += self._prepositional(token, *frame.prepositions)
        if frame.pos == "NOUN":
            verb = syntax.governing_verb(token)
            if verb is not None and (verb.lemma_.lower() in _light_verbs() or token.dep_ == "dobj"):
                out += self._prepositional(verb, "with", "between")
        return out

    def _prepositional(self, token: Token, *words: str) -> list[tuple[Actor, Token]]:
        out = []
        for thing in syntax.prepositional(token, *words):
            out += self._actors(thing)
        return out

    def _actors(self, head: Token) -> list[tuple[Actor, Token]]:
        out: list[tuple[Actor, Token]] = []
        for token in syntax.conjuncts(head):
            resolved = self.coreference.resolve(token)
            out += [(actor, token) for actor in resolved] or self._group(token)
            for child in token.children:
                out += self._apposition(child, resolved) if child.dep_ == "appos" else []
        known = {actor for actor, _ in out}
        return [*out, *(pair for pair in self.coreference.enumeration(head) if pair[0] not in known)]

    def _apposition(self, child: Token, resolved: list[Actor]) -> list[tuple[Actor, Token]]:
        if resolved and any(a.kind == "person" for a in resolved):
            return []
        return [(a, child) for a in self.coreference.resolve(child) if a.kind == "person"]

    def _group(self, token: Token) -> list[tuple[Actor, Token]]:
        """Let `the two leaders`, `the parties`, `they` stand for those who were last in contact."""
        sort = word_map("group_nouns", "lemma", "stands_for").get(token.lemma_.lower())
        plural = token.tag_ in {"NNS", "NNPS"} or token.lemma_.lower() in {"pair", "duo"}
        if not ((sort and plural) or token.lower_ in {"they", "both", "we"}):
            return []
        if any(c.dep_ == "prep" and c.lower_ in {"of", "from"} for c in token.children) or any(
            c.dep_ == "amod" and c.i in self.coreference.at for c in token.children
        ):
            return []
        if self.contacts:
            return [(actor, token) for actor in self.contacts[-1].parties]
        return []

    def _distinct(self, parties: list[tuple[Actor, Token]]) -> list[Actor]:
        """Return each party once; a state or organisation whose own people are there stands through them."""
        actors = list(dict.fromkeys(a for a, _ in parties))
        people = [a for a in actors if a.kind == "person"]
        represented = {p.country for p in people if p.country}
        return [a for a in actors if a.kind == "person" or not (a.kind == "country" and a.country in represented)]

    def _is_contact(self, actors: list[Actor], frame: Frame) -> bool:
        if len(actors) < 2:  # noqa: PLR2004 - a contact has two parties
            return False
        sides = {a.country or a.key for a in actors if self._is_side(a)}
        if len(sides) < 2:  # noqa: PLR2004
            return False
        return not (
            frame.lemma in {"visit", "host", "welcome", "receive", "greet"}
            and not any(a.kind == "person" for a in actors)
        )

    def _is_side(self, actor: Actor) -> bool:
        """Tell whether an actor stands for a state or organisation; a private person of no known state does not."""
        return bool(
            actor.country
            or actor.kind != "person"
            or self.coreference.organisation_of_person(actor)
            or self._serves_organisation(actor)
        )

    def _serves_organisation(self, actor: Actor) -> bool:
        names = {m.actor.name for m in self.coreference.mentions if m.actor.kind == "organisation"}
        return bool(actor.role) and any(name in str(actor.role) for name in names)

    # a contact and what belongs to it

    def _anchors(self, token: Token) -> list[Token]:
        verb = syntax.governing_verb(token) if token.pos_ != "VERB" else None
        return [token] if verb is None else [token, verb]

    def _when(self, token: Token, status: str) -> When | None:
        """Return the date of the clause, else that of the summary which the sentence details (`This included …`)."""
        post = self.coreference.post_at(token)
        when = when_of(self._anchors(token), self.published, post=post, future=status == "planned")
        if (
            when is None
            and token.sent.start == self.summary[0]
            and token.sent[0].lower_ in {"this", "these", "among", "they"}
        ):
            return self.summary[1]
        return when

    def _contact(
        self, token: Token, frame: Frame, status: str, parties: list[Actor], tokens: list[tuple[Actor, Token]]
    ) -> Contact:
        anchors = self._anchors(token)
        when = self._when(token, status)
        place = find_place(anchors, self.coreference)
        format_, span = self._format(token, frame, place)
        party_tokens = {id(a): t for a, t in tokens}
        return Contact(parties, format_, status, token, when, place, topics_of(token.sent, token), party_tokens, span)

    def _format(self, token: Token, frame: Frame, place: Place | None) -> tuple[str, Span]:
        """Return how they were in contact: by the words beside the trigger, the trigger, the place, the headline."""
        verb = syntax.governing_verb(token)
        near = {c.lower_ for c in token.subtree if abs(c.i - token.i) < 8}  # noqa: PLR2004
        if verb is not None:
            near |= {c.lower_ for c in verb.subtree if abs(c.i - token.i) < 5}  # noqa: PLR2004
        text = " ".join(t.lower_ for t in token.sent if t.lower_ in near)
        for words, format_ in _formats():
            if re.search(rf"\b{words}\b", text) and format_ != "in_person":
                return format_, token.doc[token.i : token.i + 1]
        if frame.format == "unspecified":
            if re.search(r"\b(call|phone|telephone)\b", self.title, re.IGNORECASE):
                return "phone", token.doc[token.i : token.i + 1]
            if place is not None:
                return "in_person", place.span
            if any(re.search(rf"\b{w}\b", text) for w, f in _formats() if f == "in_person"):
                return "in_person", token.doc[token.i : token.i + 1]
        return frame.format, token.doc[token.i : token.i + 1]

    # the same contact told again

    def _keep(self, contact: Contact) -> None:
        for known in self.contacts:
            if self._same(known, contact):
                self._merge(known, contact)
                return
        self.contacts.append(contact)

    def _same(self, known: Contact, new: Contact) -> bool:
        if known.status != new.status and "planned" in {known.status, new.status}:
            return False
        if not self._compatible_parties(known.parties, new.parties):
            return False
        if {known.format, new.format} == {"phone", "in_person"}:
            return False
        if self._is_background(new.trigger) or self._is_background(known.trigger):
            return bool(known.when and new.when and known.when.window == new.when.window)
        return known.when is None or new.when is None or known.when.overlaps(new.when)

    def _is_background(self, trigger: Token) -> bool:
        return any(c.lower_ in _BACKGROUND and c.dep_ in {"amod", "advmod", "det"} for c in trigger.children)

    def _compatible_parties(self, a: list[Actor], b: list[Actor]) -> bool:
        small, large = sorted(({self._side(x, b) for x in a}, {self._side(x, a) for x in b}), key=len)
        return small <= large

    def _side(self, actor: Actor, others: list[Actor]) -> str:
        """Compare a person by its state where the other report names only states."""
        if (
            actor.kind == "person"
            and actor.country
            and any(o.kind == "country" and o.country == actor.country for o in others)
        ):
            return actor.country
        return actor.country if actor.kind == "country" and actor.country else actor.key

    def _merge(self, known: Contact, new: Contact) -> None:
        known.parties = self._distinct([(a, new.trigger) for a in [*known.parties, *new.parties]])
        known.party_tokens = {**new.party_tokens, **known.party_tokens}
        if new.when and (
            known.when is None or known.when.first is None or (new.when.first and new.when.days < known.when.days)
        ):
            known.when = new.when
        known.place = known.place or new.place
        if known.format == "unspecified" and new.format != "unspecified":
            known.format, known.format_span = new.format, new.format_span
        known.topics = {**new.topics, **known.topics}
        known.confidence = min(0.95, known.confidence + 0.1)

    def _from_context(self, token: Token, frame: Frame, parties: list[Actor]) -> list[Actor] | None:
        """Return the two people that the sentence and the one before name, for `the request came in a phone call`."""
        if (
            self.contacts
            or parties
            or frame.pos != "NOUN"
            or frame.lemma not in {"call", "meeting", "conversation", "talk"}
        ):
            return None
        start = self.doc[max(0, token.sent.start - 1)].sent.start
        people = list(
            dict.fromkeys(
                m.actor
                for m in self.coreference.mentions
                if start <= m.first < token.sent.end and m.actor.kind == "person"
            )
        )
        return people if len(people) == 2 and self._is_contact(people, frame) else None  # noqa: PLR2004 - two parties

    def _refers_back(self, token: Token, frame: Frame, parties: list[Actor]) -> bool:
        """Tell whether `the meeting`, `they discussed` speaks of the contact before."""
        if not self.contacts:
            return False
        if parties and not set(parties) <= set(self.contacts[-1].parties):
            return False
        definite = any(c.lower_ in {"the", "this", "their", "these", "today"} for c in token.children)
        return definite or frame.pos == "VERB"

    def _enrich(self, token: Token, frame: Frame) -> None:
        last = self.contacts[-1]
        found = topics_of(token.sent, token)
        last.topics = {**found, **last.topics}
        if last.format == "unspecified" and frame.format in {"phone", "video"}:
            last.format, last.format_span = frame.format, token.doc[token.i : token.i + 1]
        if last.when is None:
            last.when = when_of([token], self.published, post=self.coreference.post_at(token), future=False)


@cache
def _formats() -> tuple[tuple[str, str], ...]:
    rows = frame_rows("format_words", "words", "format")
    return tuple((r["words"], r["format"]) for r in sorted(rows, key=lambda r: -len(r["words"])))
