"""Support asked for, offered, promised, delivered or refused, read from one article."""

import datetime as dt
import itertools
import re
from functools import cached_property
from typing import Final

from pipelines.extract import syntax
from pipelines.extract.coreference import Coreference
from pipelines.extract.items import kind_of, kinds_named, sorts_named, usual_kind
from pipelines.extract.meetings import Contact
from pipelines.extract.pledge_clauses import ClauseReader, one_clause
from pipelines.extract.pledge_parties import Parties
from pipelines.extract.pledge_sides import Question, Sides
from pipelines.extract.pledge_weight import Weighed, Weigher
from pipelines.extract.ruled_codes import KIND, STATUS, settled
from pipelines.extract.support import item_span, quantity_of, sum_of, sums_of
from pipelines.extract.tables import word_map
from pipelines.extract.undertakings import Codes, Draft, Reading, Undertaking
from pipelines.extract.when import When, when_of

_CUMULATIVE: Final = re.compile(
    r"\b(total|totals|totalling|totaling|since|so far|to date|overall|altogether|cumulative|amounts? to"
    r"|bring(?:s|ing)?)\b",
    re.IGNORECASE,
)
_PERIOD: Final = frozenset({"since", "by", "until", "till", "from", "through", "to", "between", "over", "for"})
_LIKELY: Final = 0.4  # near the best F1 by cross-validation, on the side of precision
_NOT_GIVEN: Final = {"requested", "refused"}
_SHARED: Final = 0.5
_LONG_WORD: Final = 3


class PledgeReader:
    """Reads the pledges of one article, given who is who and the contacts it reports."""

    def __init__(self, coreference: Coreference, published: dt.date | None, contacts: list[Contact]) -> None:
        self.coreference = coreference
        self.doc = coreference.doc
        self.published = published
        self.parties = Parties(coreference, contacts)
        self.sums = sums_of(coreference.finder.page)
        self.clauses = ClauseReader(coreference, self.parties, self.sums)
        self.sides = Sides(coreference, self.parties)
        self.weigher = Weigher(coreference, self.sides)

    def read(self) -> list[Undertaking]:
        """Return the distinct undertakings, in order of report."""
        weighed = self.weigher.weigh(self._asked())
        likely = sorted((w for w in weighed if w.probability >= _LIKELY), key=_in_turn)
        kept: list[Reading] = []
        out: list[Undertaking] = []
        for found in likely:
            reading = found.reading
            if any(one_clause(known, reading) or one_sum(known, reading) for known in kept):
                continue
            new = self.undertaking(reading, self._codes(found), found.probability)
            if not self._joined(out, new):
                kept.append(reading)
                out.append(new)
        return sorted(out, key=lambda u: (u.trigger.i, u.item_span.start))

    def questions(self) -> list[Question]:
        """Return every draft with those who may stand on its sides, where there are two."""
        return [question for question in self._asked() if question.pairs]

    def _asked(self) -> list[Question]:
        drafts = self.clauses.drafts()
        self.sides.learn(drafts)
        return [self._ask(draft) for draft in drafts]

    def _ask(self, draft: Draft) -> Question:
        span = item_span(draft.object)
        return self.sides.ask(draft, span, sum_of(draft.object, draft.verb, span, self.sums))

    def _codes(self, found: Weighed) -> Codes:
        ruled, clause = self.ruled(found.reading), found.clause
        return Codes(settled(STATUS, ruled.status, clause), settled(KIND, ruled.kind, clause))

    def ruled(self, reading: Reading) -> Codes:
        """Return the status and the kind of a reading by the rules alone."""
        return Codes(self.clauses.settled(reading), self._kind(reading))

    def undertaking(self, reading: Reading, codes: Codes, weight: float) -> Undertaking:
        """Make the report of a pledge from a reading."""
        draft, money = reading.draft, reading.money
        sentence = draft.verb.sent
        when = self._when(draft, codes.status)
        quantity = quantity_of(draft.object, money[0] if money else None)
        (giver, giver_token), (recipient, recipient_token) = reading.giver, reading.recipient
        return Undertaking(
            giver,
            recipient,
            codes.status,
            codes.kind,
            " ".join(reading.span.text.split()),
            reading.span,
            draft.verb,
            giver_token,
            recipient_token,
            money[0] if money else None,
            quantity[0] if quantity else None,
            quantity[1] if quantity else None,
            when,
            bool(money and _CUMULATIVE.search(sentence.text)),
            reading.co_givers,
            confidence=round(weight, 2),
        )

    def _kind(self, reading: Reading) -> str:
        """Return the kind of support; what sanctions hit (`embargo on oil`) is no gift of it."""
        head = reading.draft.object
        nouns = itertools.takewhile(lambda t: t.pos_ != "VERB", syntax.chain(head))
        if any("sanctions" in kinds_named(noun.text) for noun in nouns):
            return "sanctions"
        sentence, has_amount = reading.draft.verb.sent.text, reading.money is not None
        lent = word_map("sum_verbs", "lemma", "kind").get(reading.draft.verb.lemma_.lower())
        if has_amount and lent:
            return lent
        return kind_of(reading.span.text, head.text, sentence, has_amount=has_amount, usual=self._usual_kind)

    @cached_property
    def _usual_kind(self) -> str | None:
        return usual_kind(self.coreference.finder.page.body)

    def _when(self, draft: Draft, status: str) -> When | None:
        """Return the date of the clause; a word given in a contact has the day of that contact.

        A period or a deadline (`since 2022`, `by May`) is no date of what was announced.
        """
        anchors = [draft.verb, *[t for t in syntax.chain(draft.verb) if t.pos_ == "VERB"][:2]]
        when = when_of(anchors, self.published, post=self.coreference.post_at(draft.verb), future=False)
        if (
            when is not None
            and {t.lower_ for t in self.doc[max(0, when.span.start - 1) : when.span.start + 1]} & _PERIOD
        ):
            return None
        if when is not None or status == "delivered":
            return when
        contact = self.parties.contact_before(draft)
        told = contact is not None and contact.status == "held"
        return contact.when if contact is not None and told else None

    def _joined(self, out: list[Undertaking], new: Undertaking) -> bool:
        """Tell whether a support is reported already; what the weaker report adds goes to the stronger one."""
        for known in out:
            if _same(known, new):
                known.when = known.when or new.when
                known.money = known.money or new.money
                return True
        return False


def _in_turn(weighed: Weighed) -> tuple[float, bool, float]:
    """Order drafts: the likelier first; of those about as likely, what a clause of giving takes as its object."""
    return -round(weighed.probability, 1), weighed.reading.draft.loose, -weighed.probability


def one_sum(known: Reading, new: Reading) -> bool:
    """Tell whether two drafts speak of one printed sum: `X's pledge to give $5 million` is both pledge and gift of it.

    Who is likelier to give it to whom is told by the likelier draft.
    """
    return known.money is not None and new.money is not None and known.money[0].start == new.money[0].start


def _is_form(told: Undertaking) -> bool:
    """Tell whether an object names nothing but a form of money: `the grant`, which is the sum told beside it."""
    words = [w for w in re.findall(r"\w+", told.item) if len(w) > _LONG_WORD]
    return len(words) == 1 and set(sorts_named(told.item)) == {"funds"}


def _same(known: Undertaking, new: Undertaking) -> bool:
    """Tell whether two clauses report one support: equal sides, and the same sum or object.

    What is asked for or refused is no report of what is given, but an offer, a promise and a delivery of one object
    are mostly one report: the clause that is likelier to be a pledge tells how far it went.
    """
    if (known.giver.key, known.recipient.key) != (new.giver.key, new.recipient.key):
        return False
    if known.status != new.status and {known.status, new.status} & _NOT_GIVEN:
        return False
    if known.amount is not None and new.amount is not None:
        return known.amount == new.amount and known.currency == new.currency
    if (known.amount is None) != (new.amount is None) and _is_form(known if known.amount is None else new):
        return True
    a, b = ({w for w in re.findall(r"\w+", x.item.lower()) if len(w) > _LONG_WORD} for x in (known, new))
    return bool(a and b) and len(a & b) >= _SHARED * min(len(a), len(b))
