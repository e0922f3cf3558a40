"""One contact between parties as an article reports it, and the tables of the words that report contacts."""

from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Span, Token

from pipelines.extract.actors import Actor
from pipelines.extract.places import Place
from pipelines.extract.tables import frame_rows, word_map
from pipelines.extract.when import When


@dataclass
class Contact:
    """One contact as one article reports it. Each field keeps the tokens it was read from."""

    parties: list[Actor]
    format: str
    status: str
    trigger: Token
    when: When | None
    place: Place | None
    party_tokens: dict[int, Token] = field(default_factory=dict)
    format_span: Span | None = None
    confidence: float = 0.7
    topics: dict[str, Span] = field(default_factory=dict)
    told_in: list[Span] = field(default_factory=list)  # further sentences that speak of it
    is_named: bool = True  # the clause itself names the parties; else they are taken from its context
    is_record: bool = False  # the text is its transcript
    is_speech: bool = False  # the word tells what was said in a contact: `agreed`, `assured`

    @property
    def sentence(self) -> Span:
        """The sentence that reports it."""
        return self.trigger.sent


@dataclass(frozen=True)
class Frame:
    """What a word that reports a contact asks of its clause.

    `object` is yes, no, person or delegation (a person, or a word such as `delegation` with its state); one of the
    words `beside` must stand with it, if there are any; `parties` is people where one party must be a person, and
    known where each must be of a state or organisation that the text shows; `partners` is apart where each of several
    partners is a contact of its own, of a noun in the plural: `spoke with A and B`, `calls with A and B` tell of two,
    `met with A and B`, `a call with A and B` of one.
    """

    lemma: str
    pos: str
    format: str
    subject: bool
    object: str
    prepositions: tuple[str, ...]
    beside: tuple[str, ...] = ()
    parties: str = ""
    partners: str = ""

    @property
    def is_speech(self) -> bool:
        """Whether the word tells what was said in a contact rather than that there was one: `agree`, `assure`."""
        return self.pos == "VERB" and self.parties == "known" and self.format == "unspecified"


@cache
def frames() -> dict[tuple[str, str], Frame]:
    """Map lemma and part of speech to what the word asks of its clause."""
    rows = frame_rows(
        "meeting_words", "lemma", "pos", "format", "subject", "object", "prepositions", "beside", "parties", "partners"
    )
    return {
        (r["lemma"], r["pos"]): Frame(
            r["lemma"],
            r["pos"],
            r["format"],
            r["subject"] == "yes",
            r["object"],
            tuple(p for p in r["prepositions"].split("|") if p),
            tuple(p for p in r["beside"].split("|") if p),
            r["parties"],
            r["partners"],
        )
        for r in rows
    }


@cache
def effects() -> dict[str, str]:
    """Map a word above a contact to what it says of its happening: planned, cancelled, blocked."""
    return word_map("meeting_modality", "lemma", "effect")


@cache
def light_verbs() -> frozenset[str]:
    """Return the verbs that add little to the noun that they govern: `held talks`."""
    return frozenset(r["lemma"] for r in frame_rows("light_verbs", "lemma"))


@cache
def side_nouns() -> frozenset[str]:
    """Return the nouns that stand for the state that qualifies them: `the Polish delegation`."""
    return frozenset(r["lemma"] for r in frame_rows("side_nouns", "lemma"))


@cache
def partitives() -> frozenset[str]:
    """Return the words of number and membership that stand before those who are meant: `a group of ministers`."""
    return frozenset(r["lemma"] for r in frame_rows("partitives", "lemma"))


@cache
def idioms() -> frozenset[str]:
    """Return the set phrases with a word of contact that report none: `as we speak`, `speak out`."""
    return frozenset(r["words"] for r in frame_rows("meeting_idioms", "words"))


@cache
def speech_verbs() -> frozenset[str]:
    """Return the verbs that report what somebody said."""
    return frozenset(r["lemma"] for r in frame_rows("speech_verbs", "lemma"))
