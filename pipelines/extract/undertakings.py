"""One support as one article reports it, and the clause that it is read from."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from spacy.tokens import Span, Token

from pipelines.extract.actors import Actor
from pipelines.extract.money import Money
from pipelines.extract.when import When

Party = tuple[Actor, Token]
"""An actor with the token that it was read from."""


class Codes(NamedTuple):
    """How far a support went, and of what kind it is."""

    status: str
    kind: str


@dataclass
class Undertaking:
    """One support as one article reports it; each field keeps the words it was read from."""

    giver: Actor
    recipient: Actor
    status: str
    kind: str
    item: str
    item_span: Span
    trigger: Token
    giver_token: Token
    recipient_token: Token
    money: Money | None = None
    quantity: int | None = None
    quantity_token: Token | None = None
    when: When | None = None
    cumulative: bool = False
    co_givers: list[Party] = field(default_factory=list)
    confidence: float = 0.6

    @property
    def amount(self) -> Decimal | None:
        """The sum of money, if any."""
        return self.money.amount if self.money else None

    @property
    def currency(self) -> str | None:
        """ISO 4217 code of the sum."""
        return self.money.currency if self.money else None

    @property
    def sentence(self) -> Span:
        """The sentence that reports it."""
        return self.trigger.sent


@dataclass
class Draft:
    """The slots of one clause before they are filled from context.

    `loose` marks an object that no word of giving takes as its object: its slots are read from what governs it.
    """

    act: str
    status: str
    verb: Token
    object: Token
    giver: list[Party]
    recipient: list[Party]
    loose: bool = False


@dataclass(frozen=True, eq=False)
class Reading:
    """A draft with its two sides filled."""

    draft: Draft
    span: Span
    money: tuple[Money, Span] | None
    giver: Party
    recipient: Party
    co_givers: list[Party]

    @property
    def sides(self) -> tuple[str, str]:
        """The keys of giver and recipient."""
        return self.giver[0].key, self.recipient[0].key
