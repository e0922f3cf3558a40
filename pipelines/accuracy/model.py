"""What one article says, in one form for a human coder and for the tables, so that the two can be compared."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

Window = tuple[dt.date, dt.date]

PRINTED: Final = ("title", "outlet", "byline", "dateline_place")  # as the article prints them
BODY_ENDS: Final = ("body_first_words", "body_last_words")  # coded in place of the whole body


@dataclass(frozen=True)
class Actor:
    """A person, country or organisation, with the alpha-3 code of the state that it stands for."""

    name: str
    kind: str
    country: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """One contact. `window` is its first and last possible day; `event` tells reports of one event, if known.

    `evidence` is the sentence that a coder copied.
    """

    participants: tuple[Actor, ...]
    format: str
    status: str
    window: Window | None = None
    place: str | None = None
    topics: frozenset[str] = frozenset()
    event: str | None = None
    evidence: str | None = None


@dataclass(frozen=True)
class Pledge:
    """One support. `givers` starts with the giver, joint givers follow; `amount` is in units of its currency."""

    givers: tuple[Actor, ...]
    recipient: Actor | None
    status: str
    kind: str
    item: str | None = None
    quantity: float | None = None
    amount: float | None = None
    currency: str | None = None
    window: Window | None = None
    event: str | None = None


@dataclass(frozen=True)
class Account:
    """All that is coded or reported of one article.

    `article` has language, published_on (ISO), those of PRINTED, and either `body` (reported) or BODY_ENDS (coded).
    """

    article: Mapping[str, str | None]
    persons: tuple[Actor, ...] = ()
    organisations: tuple[Actor, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    pledges: tuple[Pledge, ...] = ()
