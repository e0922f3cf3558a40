"""From what was read of one article to rows of the tables, each value with the characters it was read from."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from spacy.tokens import Doc, Span, Token

from pipelines.extract.actors import Actor
from pipelines.extract.coreference import Coreference
from pipelines.extract.headline import may_report
from pipelines.extract.meetings import Contact, MeetingReader
from pipelines.extract.pledges import PledgeReader
from pipelines.extract.reference import Reference
from pipelines.extract.undertakings import Undertaking
from pipelines.schema import content_id

Rows = dict[str, list[dict[str, Any]]]
_LEAST_PARTIES: Final = 2
READ_TABLES: Final = ("article_actors", "read_mentions", "read_meeting_reports", "read_pledge_reports", "evidence")


class ArticleRows:
    """Collects the rows of one article."""

    def __init__(self, article_id: str, coreference: Coreference) -> None:
        self.article_id = article_id
        self.coreference = coreference
        self.doc: Doc = coreference.doc
        self.text = coreference.finder.page.body
        self.actors: dict[str, Actor] = {}
        self.evidence: dict[tuple[str, str, int, int], dict[str, Any]] = {}
        self.told: set[str] = set()
        self.rows: Rows = {name: [] for name in READ_TABLES}

    def actor(self, actor: Actor) -> str:
        """Remember an actor; return its key."""
        self.actors.setdefault(actor.key, actor)
        return actor.key

    def quote(self, report_id: str, field: str, start: int, end: int) -> None:
        """Remember that a field of a report was read from some characters."""
        row = {
            "report_id": report_id,
            "field": field,
            "article_id": self.article_id,
            "char_start": start,
            "char_end": end,
            "quote": self.text[start:end],
        }
        self.evidence[report_id, field, start, end] = row

    def quote_span(self, report_id: str, field: str, span: Span) -> None:
        """Remember the tokens that a field was read from."""
        self.quote(report_id, field, span.start_char, span.end_char)

    def quote_token(self, report_id: str, field: str, token: Token) -> None:
        """Remember a token that a field was read from: the whole name where it is a part of one."""
        mention = self.coreference.at.get(token.i)
        span = self.doc[mention.first : mention.last + 1] if mention else self.doc[token.i : token.i + 1]
        self.quote_span(report_id, field, span)

    def add_mentions(self) -> None:
        """Add a row for each name of a person, country or organisation."""
        for mention in self.coreference.mentions:
            span = self.doc[mention.first : mention.last + 1]
            self.rows["read_mentions"].append(
                {
                    "article_id": self.article_id,
                    "actor_id": self.actor(mention.actor),
                    "char_start": span.start_char,
                    "char_end": span.end_char,
                    "text": span.text,
                    "role": mention.role or None,
                }
            )

    def add_meeting(self, contact: Contact) -> None:
        """Add a row for a contact, and the evidence of its fields; none for one with itself or told by another row."""
        sentence = trimmed(contact.sentence)
        parties = sorted({self.actor(p) for p in contact.parties})
        window = contact.when.window if contact.when else (None, None)
        report_id = content_id("mrp", self.article_id, contact.trigger.idx, contact.status, *parties)
        if len(parties) < _LEAST_PARTIES or report_id in self.told:
            return
        self.told.add(report_id)
        self.rows["read_meeting_reports"].append(
            {
                "report_id": report_id,
                "article_id": self.article_id,
                "participant_ids": parties,
                "format": contact.format,
                "status": contact.status,
                "date_earliest": window[0],
                "date_latest": window[1],
                "place": contact.place.name if contact.place else None,
                "place_country": contact.place.country if contact.place else None,
                "topics": sorted(contact.topics),
                "evidence": sentence.text,
                "char_start": sentence.start_char,
                "char_end": sentence.end_char,
                "confidence": round(contact.confidence, 2),
            }
        )
        self._meeting_evidence(report_id, contact)

    def _meeting_evidence(self, report_id: str, contact: Contact) -> None:
        for party in contact.parties:
            self.quote_token(report_id, "participant_ids", contact.party_tokens.get(id(party), contact.trigger))
        self.quote_span(report_id, "format", contact.format_span or self.doc[contact.trigger.i : contact.trigger.i + 1])
        self.quote_token(report_id, "status", contact.trigger)
        if contact.when and contact.when.first:
            self.quote_span(report_id, "date_earliest", trimmed(contact.when.span))
            self.quote_span(report_id, "date_latest", trimmed(contact.when.span))
        if contact.place:
            self.quote_span(report_id, "place", contact.place.span)
            if contact.place.country:
                self.quote_span(report_id, "place_country", contact.place.span)
        for span in contact.topics.values():
            self.quote_span(report_id, "topics", span)

    def add_pledge(self, pledge: Undertaking) -> None:
        """Add a row for a pledge, and the evidence of its fields; none for one to oneself or told by another row."""
        sentence = trimmed(pledge.sentence)
        window = pledge.when.window if pledge.when else (None, None)
        giver, recipient = self.actor(pledge.giver), self.actor(pledge.recipient)
        report_id = content_id(
            "prp", self.article_id, pledge.trigger.idx, pledge.item_span.start_char, pledge.status, giver, recipient
        )
        if giver == recipient or report_id in self.told:
            return
        self.told.add(report_id)
        money = pledge.money
        row = {
            "report_id": report_id,
            "article_id": self.article_id,
            "giver_id": giver,
            "co_giver_ids": sorted(self.actor(a) for a, _ in pledge.co_givers),
            "recipient_id": recipient,
            "status": pledge.status,
            "kind": pledge.kind,
            "item": pledge.item,
            "quantity": pledge.quantity,
            "amount": money.amount if money else None,
            "amount_qualifier": money.qualifier if money else None,
            "amount_scope": ("cumulative" if pledge.cumulative else "single") if money else None,
            "currency": money.currency if money else None,
            "currency_basis": money.currency_basis if money else None,
            "date_earliest": window[0],
            "date_latest": window[1],
            "evidence": sentence.text,
            "char_start": sentence.start_char,
            "char_end": sentence.end_char,
            "confidence": round(pledge.confidence, 2),
        }
        self.rows["read_pledge_reports"].append(row)
        self._pledge_evidence(report_id, pledge)

    def _pledge_evidence(self, report_id: str, pledge: Undertaking) -> None:
        self.quote_token(report_id, "giver_id", pledge.giver_token)
        for _, token in pledge.co_givers:
            self.quote_token(report_id, "co_giver_ids", token)
        self.quote_token(report_id, "recipient_id", pledge.recipient_token)
        self.quote_token(report_id, "status", pledge.trigger)
        self.quote_span(report_id, "kind", pledge.item_span)
        self.quote_span(report_id, "item", pledge.item_span)
        if pledge.quantity is not None and pledge.quantity_token is not None:
            self.quote_token(report_id, "quantity", pledge.quantity_token)
        if pledge.money:
            for field in ("amount", "amount_qualifier", "amount_scope", "currency", "currency_basis"):
                self.quote(report_id, field, pledge.money.start, pledge.money.end)
        if pledge.when and pledge.when.first:
            self.quote_span(report_id, "date_earliest", trimmed(pledge.when.span))
            self.quote_span(report_id, "date_latest", trimmed(pledge.when.span))

    def finish(self) -> Rows:
        """Return all rows, those of the actors among them."""
        self.rows["article_actors"] = list(self._actor_rows())
        self.rows["evidence"] = list(self.evidence.values())
        return self.rows

    def _actor_rows(self) -> Iterator[dict[str, Any]]:
        for key, actor in self.actors.items():
            yield {
                "article_id": self.article_id,
                "actor_id": key,
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.country,
                "wikidata_id": actor.wikidata,
                "role": actor.role or None,
                "aliases": sorted(actor.aliases - {actor.name}),
                "basis": actor.basis,
            }


def trimmed(span: Span) -> Span:
    """Leave white space out of both ends of a span."""
    start, end = span.start, span.end
    while start < end - 1 and span.doc[start].is_space:
        start += 1
    while end > start + 1 and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]


def _may_tell(coreference: Coreference) -> bool:
    """Tell whether an article may tell of a contact or a pledge: it names two sides, or its headline may tell of one.

    The rest is not read on: an eighth of the coded articles of the open corpus, with 3 of their 1,038 meetings and 2 of
    their 1,223 pledges. Source: the codebook of the tables: parties are `of different countries or organisations`.
    """
    return len(coreference.sides) > 1 or may_report(coreference.title)


def read_doc(doc: Doc, article_id: str, title: str | None, published: dt.date | None, reference: Reference) -> Rows:
    """Read one parsed article into rows of the tables in READ_TABLES."""
    coreference = Coreference(doc, reference, published, title)
    rows = ArticleRows(article_id, coreference)
    rows.add_mentions()
    if _may_tell(coreference):
        contacts = MeetingReader(coreference, published, title).read()
        for contact in contacts:
            rows.add_meeting(contact)
        for pledge in PledgeReader(coreference, published, contacts).read():
            rows.add_pledge(pledge)
    return rows.finish()
