"""Columns that stand in more than one table, each declared once."""

from typing import Final

from pipelines.schema.model import COUNT, DAY, MONEY, SHARE, TEXT, TEXTS, Column

ARTICLE_ID: Final = Column(
    "article_id", TEXT, "Article: the first 16 hexadecimal digits of the SHA-256 of its raw record", nullable=False
)
SOURCE_FILE: Final = Column(
    "source_file", TEXT, "Path below seeds/articles; `file#n` for record n of a container", nullable=False
)
ACTOR_ID: Final = Column(
    "actor_id", TEXT, "Actor: `Q…` (Wikidata) where it is known, else made from the name and kind", nullable=False
)
GOLD_SET: Final = Column("set", TEXT, "Set of coded articles that it was measured on", nullable=False)
REPORT_ID: Final = Column("report_id", TEXT, "Report: made from its article, place and content", nullable=False)
MEETING_ID: Final = Column("meeting_id", TEXT, "Meeting: made from its earliest report")
PLEDGE_ID: Final = Column("pledge_id", TEXT, "Pledge: made from its earliest report")
CHAR_START: Final = Column("char_start", COUNT, "First character, in Unicode code points of the body", nullable=False)
CHAR_END: Final = Column("char_end", COUNT, "The character after the last one", nullable=False)
COUNTRY: Final = Column("country", TEXT, "ISO 3166-1 alpha-3 code of the state; null for supranational actors")
DATE_EARLIEST: Final = Column("date_earliest", DAY, "First day on which it can have happened; null if not known")
DATE_LATEST: Final = Column("date_latest", DAY, "Last day on which it can have happened; equal for a known day")
CONFIDENCE: Final = Column("confidence", SHARE, "How sure the reading is, 0 to 1", nullable=False)
EVIDENCE: Final = Column("evidence", TEXT, "The sentence that reports it, letter for letter", nullable=False)
FORMAT: Final = Column("format", TEXT, "How the parties were in contact", nullable=False, codes="meeting_format")
MEETING_STATUS: Final = Column("status", TEXT, "Whether it took place", nullable=False, codes="meeting_status")
PLACE: Final = Column("place", TEXT, "City, base or country where it took place, as named")
PLACE_COUNTRY: Final = Column("place_country", TEXT, "ISO 3166-1 alpha-3 code of the country of the place")
TOPICS: Final = Column("topics", TEXTS, "What was discussed; empty if not said", nullable=False, codes="meeting_topic")
GIVER_ID: Final = Column("giver_id", TEXT, "Actor that gives, or is asked to", nullable=False)
CO_GIVER_IDS: Final = Column("co_giver_ids", TEXTS, "Further givers of one joint gift", nullable=False)
RECIPIENT_ID: Final = Column("recipient_id", TEXT, "Actor that receives, or asks", nullable=False)
PLEDGE_STATUS: Final = Column("status", TEXT, "How far it went", nullable=False, codes="pledge_status")
PLEDGE_KIND: Final = Column("kind", TEXT, "Kind of support", nullable=False, codes="pledge_kind")
ITEM: Final = Column("item", TEXT, "What is given, in the words of the text")
QUANTITY: Final = Column("quantity", COUNT, "Number of units of the item")
AMOUNT: Final = Column("amount", MONEY, "Sum of money in units of its currency, never in millions")
QUALIFIER: Final = Column("amount_qualifier", TEXT, "How exact the sum is", codes="amount_qualifier")
SCOPE: Final = Column("amount_scope", TEXT, "One undertaking, or a running total", codes="amount_scope")
CURRENCY: Final = Column("currency", TEXT, "ISO 4217 code")
CURRENCY_BASIS: Final = Column("currency_basis", TEXT, "How the currency is known", codes="currency_basis")
N_REPORTS: Final = Column("n_reports", COUNT, "Number of reports", nullable=False)
N_STORIES: Final = Column("n_stories", COUNT, "Independent stories: copies of one text count once", nullable=False)
FIRST_REPORTED_ON: Final = Column("first_reported_on", DAY, "Earliest publication date of its reports")
ROLE: Final = Column("role", TEXT, "Office, as the text states it")
ACTOR_KIND: Final = Column("kind", TEXT, "Kind of actor", nullable=False, codes="actor_kind")
WIKIDATA_ID: Final = Column("wikidata_id", TEXT, "Wikidata item of the actor")
NAME: Final = Column("name", TEXT, "Preferred name", nullable=False)
ALIASES: Final = Column("aliases", TEXTS, "Other names under which texts mention it", nullable=False)
