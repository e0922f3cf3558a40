"""Every table of the project, declared once. Arrow schema, DuckDB DDL, codebook and checks derive from here."""

from typing import Final

from pipelines.schema import fields as f
from pipelines.schema.model import COUNT, DAY, MONEY, RATE, SHARE, TEXT, TEXTS, Column, ForeignKey, Table

_ARTICLE: Final = ForeignKey("article_id", "articles", "article_id")
_ACTOR: Final = ForeignKey("actor_id", "actors", "actor_id")

_AS_TOLD: Final = ("article_id", "char_start", "report_id")

# What a report says and what is merged from its reports are said in the same columns.
_CONTACT: Final = (
    f.FORMAT,
    f.MEETING_STATUS,
    f.DATE_EARLIEST,
    f.DATE_LATEST,
    f.PLACE,
    f.PLACE_COUNTRY,
    f.TOPICS,
)
_SIDES: Final = (f.GIVER_ID, f.CO_GIVER_IDS, f.RECIPIENT_ID)
_SIDE_KEYS: Final = tuple(ForeignKey(side.name, "actors", "actor_id") for side in _SIDES)
_SUPPORT: Final = (
    f.PLEDGE_KIND,
    f.ITEM,
    f.QUANTITY,
    f.AMOUNT,
    f.QUALIFIER,
    f.SCOPE,
    f.CURRENCY,
    f.CURRENCY_BASIS,
)
_AS_QUOTED: Final = (f.EVIDENCE, f.CHAR_START, f.CHAR_END, f.CONFIDENCE)
_AS_REPORTED: Final = (f.N_REPORTS, f.N_STORIES, f.FIRST_REPORTED_ON, f.CONFIDENCE)

RAW_ARTICLES: Final = Table(
    "raw_articles",
    "Raw records as they came, decoded and nothing else. Internal: not released.",
    (
        f.SOURCE_FILE,
        Column("source_sha256", TEXT, "SHA-256 of the bytes of the record", nullable=False),
        Column("encoding", TEXT, "Encoding that the bytes were read with", nullable=False),
        Column("url", TEXT, "Address, from the metadata of the record"),
        Column("date", TEXT, "Date, from the metadata of the record, as it stands there"),
        Column("title", TEXT, "Title, from the metadata of the record"),
        Column("outlet", TEXT, "Outlet, from the metadata of the record"),
        Column("text", TEXT, "Decoded text, unchanged", nullable=False),
    ),
    key=("source_file",),
    released=False,
)

ARTICLES: Final = Table(
    "articles",
    "One raw record that is a story: its header, date and body. Bodies belong to their publishers.",
    (
        f.ARTICLE_ID,
        f.SOURCE_FILE,
        Column("source_sha256", TEXT, "SHA-256 of the bytes of the record", nullable=False),
        Column("url", TEXT, "Address of the article, where the record gives it"),
        Column("title", TEXT, "Title as printed, or from the metadata"),
        Column("outlet", TEXT, "Agency or site that the text or the metadata names as its source"),
        Column("byline", TEXT, "Author as printed"),
        Column("dateline_place", TEXT, "Place that the dateline prints"),
        Column("published_on", DAY, "Day of publication"),
        Column("published_basis", TEXT, "What the day was read from", nullable=False, codes="published_basis"),
        Column("language", TEXT, "ISO 639-1 code of the language of the body", nullable=False),
        Column("body", TEXT, "The story proper, without menus, captions, disclaimers and bylines", nullable=False),
        Column("n_words", COUNT, "Words of the body", nullable=False),
        Column("story_id", TEXT, "Shared by near-identical texts, such as copies of one agency text", nullable=False),
    ),
    key=("article_id",),
)

ACTORS: Final = Table(
    "actors",
    "One person, country or organisation, under all its names, across all articles.",
    (
        f.ACTOR_ID,
        f.NAME,
        f.ACTOR_KIND,
        f.COUNTRY,
        f.WIKIDATA_ID,
        f.ROLE.described("Office stated last"),
        f.ALIASES,
        Column("n_articles", COUNT, "Articles that mention it", nullable=False),
        Column("first_seen_on", DAY, "Earliest publication date of those articles"),
        Column("last_seen_on", DAY, "Latest publication date of those articles"),
        Column("basis", TEXT, "What the identity rests on", nullable=False, codes="actor_basis"),
    ),
    key=("actor_id",),
)

MENTIONS: Final = Table(
    "mentions",
    "Where an article names a person, a country or an organisation. Not bylines, not the outlet.",
    (
        f.ARTICLE_ID,
        f.ACTOR_ID,
        f.CHAR_START,
        f.CHAR_END,
        Column("text", TEXT, "The words of the mention: the slice of the body", nullable=False),
        f.ROLE.described("Office, as stated at this mention"),
    ),
    key=("article_id", "char_start", "char_end", "actor_id"),
    references=(_ARTICLE, _ACTOR),
)

MEETING_REPORTS: Final = Table(
    "meeting_reports",
    "What one article says of one contact.",
    (
        f.REPORT_ID,
        f.ARTICLE_ID,
        f.MEETING_ID.required(),
        Column("participant_ids", TEXTS, "Actors that took part, as far as this article names them", nullable=False),
        *_CONTACT,
        *_AS_QUOTED,
    ),
    key=("report_id",),
    order=_AS_TOLD,
    references=(
        _ARTICLE,
        ForeignKey("meeting_id", "meetings", "meeting_id"),
        ForeignKey("participant_ids", "actors", "actor_id"),
    ),
)

MEETINGS: Final = Table(
    "meetings",
    "One contact between parties of different countries or organisations, merged from all its reports.",
    (
        f.MEETING_ID.required(),
        *_CONTACT,
        Column("countries", TEXTS, "ISO 3166-1 alpha-3 codes of the sides", nullable=False),
        Column("n_participants", COUNT, "Number of participants", nullable=False),
        *_AS_REPORTED,
    ),
    key=("meeting_id",),
)

MEETING_PARTICIPANTS: Final = Table(
    "meeting_participants",
    "Who took part in a meeting, and for whom.",
    (
        f.MEETING_ID.required(),
        f.ACTOR_ID,
        f.COUNTRY.described("ISO 3166-1 alpha-3 code of the side that the actor represents"),
        f.ROLE.described("Office as reported at the time"),
    ),
    key=("meeting_id", "actor_id"),
    references=(ForeignKey("meeting_id", "meetings", "meeting_id"), _ACTOR),
)

PLEDGE_REPORTS: Final = Table(
    "pledge_reports",
    "What one article says of one support that a giver was asked for, offered, promised, delivered or refused.",
    (
        f.REPORT_ID,
        f.ARTICLE_ID,
        f.PLEDGE_ID.required(),
        *_SIDES,
        f.PLEDGE_STATUS,
        *_SUPPORT,
        f.DATE_EARLIEST,
        f.DATE_LATEST,
        *_AS_QUOTED,
    ),
    key=("report_id",),
    order=_AS_TOLD,
    references=(
        _ARTICLE,
        ForeignKey("pledge_id", "pledges", "pledge_id"),
        *_SIDE_KEYS,
    ),
)

PLEDGES: Final = Table(
    "pledges",
    "One undertaking, merged from all its reports. Its history is its reports in the order of their dates.",
    (
        f.PLEDGE_ID.required(),
        *_SIDES,
        f.PLEDGE_STATUS.described("The furthest that it went"),
        *_SUPPORT,
        Column("amount_usd", MONEY, "The amount in US dollars, by the European Central Bank's reference rate"),
        Column("fx_rate", RATE, "US dollars for one unit of the currency"),
        Column("fx_date", DAY, "Day of that rate: the last fixing on or before the day of the pledge"),
        Column("fx_note", TEXT, "Why an amount has no value in US dollars", codes="fx_note"),
        f.DATE_EARLIEST,
        f.DATE_LATEST,
        f.MEETING_ID.described("The meeting that it came out of"),
        Column("requested_by_pledge_id", TEXT, "The request that it answers"),
        Column("part_of_pledge_id", TEXT, "The larger pledge whose amount contains this one's: never add both"),
        *_AS_REPORTED,
    ),
    key=("pledge_id",),
    references=(
        *_SIDE_KEYS,
        ForeignKey("meeting_id", "meetings", "meeting_id"),
        ForeignKey("requested_by_pledge_id", "pledges", "pledge_id"),
        ForeignKey("part_of_pledge_id", "pledges", "pledge_id"),
    ),
)

EVIDENCE: Final = Table(
    "evidence",
    "Which characters each value of a report was read from.",
    (
        f.REPORT_ID,
        Column("field", TEXT, "Column of the report", nullable=False),
        f.ARTICLE_ID,
        f.CHAR_START,
        f.CHAR_END,
        Column("quote", TEXT, "Those characters: the slice of the body", nullable=False),
    ),
    key=("report_id", "field", "char_start", "char_end"),
    references=(_ARTICLE,),
)

REJECTS: Final = Table(
    "rejects",
    "Every record that did not become a row, and why.",
    (
        f.SOURCE_FILE,
        Column("stage", TEXT, "Where it stopped", nullable=False, codes="reject_stage"),
        Column("reason", TEXT, "Why", nullable=False, codes="reject_reason"),
        Column("detail", TEXT, "What exactly was wrong", nullable=False),
    ),
    key=("source_file", "stage", "reason", "detail"),
)

ID_CHANGES: Final = Table(
    "id_changes",
    "Ids of earlier releases that no row has any more, and the id that stands for each now.",
    (
        Column("table", TEXT, "actors, meetings or pledges", nullable=False),
        Column("old_id", TEXT, "Id that an earlier release had", nullable=False),
        Column("successor_id", TEXT, "Id of the row that holds its reports now; null where there is none"),
        Column("reason", TEXT, "Why it is gone", nullable=False, codes="id_change_reason"),
    ),
    key=("table", "old_id"),
)

ACCURACY: Final = Table(
    "accuracy",
    "How right the reading is: what it found of coded articles. Of the program, not of the rows beside it.",
    (
        f.GOLD_SET,
        Column("table", TEXT, "articles, persons, organisations, meetings or pledges", nullable=False),
        Column("field", TEXT, "Field that was compared; `row` for whole rows", nullable=False),
        Column("measure", TEXT, "What was counted", nullable=False, codes="accuracy_measure"),
        Column("precision", SHARE, "Share of the reported that is coded, 0 to 1"),
        Column("recall", SHARE, "Share of the coded that is reported, 0 to 1"),
        Column("f1", SHARE, "Harmonic mean of precision and recall, 0 to 1"),
        Column("share", SHARE, "Share that is right, 0 to 1, where precision and recall do not apply"),
        Column("n", COUNT, "What was counted over; see the measure", nullable=False),
    ),
    key=("set", "table", "field", "measure"),
    references=(ForeignKey("set", "accuracy_sets", "set"),),
)

ACCURACY_SETS: Final = Table(
    "accuracy_sets",
    "The sets of coded articles that the accuracy was measured on, and with which reader.",
    (
        f.GOLD_SET,
        Column("n_articles", COUNT, "Coded articles", nullable=False),
        Column("n_meetings", COUNT, "Coded reports of meetings", nullable=False),
        Column("n_pledges", COUNT, "Coded reports of pledges", nullable=False),
        Column("newest_on", DAY, "Day (UTC) on which its newest file was last changed", nullable=False),
        Column("sha256", TEXT, "SHA-256 of the `sha256sum` listing of its files, sorted by name", nullable=False),
        Column("extractor", TEXT, "Version of the reader that was measured", nullable=False),
    ),
    key=("set",),
)

ARTICLE_ACTORS: Final = Table(
    "article_actors",
    "An actor as one article presents it, before it is resolved across articles. Internal: not released.",
    (
        f.ARTICLE_ID,
        f.ACTOR_ID.described("Key of the actor within the reading of this article"),
        f.NAME.described("Fullest name that the article gives"),
        f.ACTOR_KIND,
        f.COUNTRY,
        f.WIKIDATA_ID,
        f.ROLE,
        f.ALIASES,
        Column("basis", TEXT, "What the identity rests on", nullable=False, codes="actor_basis"),
    ),
    key=("article_id", "actor_id"),
    released=False,
)


def _as_read(table: Table, *later: str) -> Table:
    """Declare the form of a report table before resolution: without the ids that resolution gives."""
    columns = tuple(c for c in table.columns if c.name not in later)
    return Table(
        f"read_{table.name}",
        f"{table.description} As read, before resolution. Internal: not released.",
        columns,
        table.key,
        released=False,
        order=table.order,
    )


READ_MENTIONS: Final = _as_read(MENTIONS)
READ_MEETINGS: Final = _as_read(MEETING_REPORTS, "meeting_id")
READ_PLEDGES: Final = _as_read(PLEDGE_REPORTS, "pledge_id")

TABLES: Final = {
    table.name: table
    for table in (
        ARTICLES,
        ACTORS,
        MENTIONS,
        MEETINGS,
        MEETING_PARTICIPANTS,
        MEETING_REPORTS,
        PLEDGES,
        PLEDGE_REPORTS,
        EVIDENCE,
        ID_CHANGES,
        REJECTS,
        ACCURACY,
        ACCURACY_SETS,
        RAW_ARTICLES,
        ARTICLE_ACTORS,
        READ_MENTIONS,
        READ_MEETINGS,
        READ_PLEDGES,
    )
}
RELEASED: Final = tuple(table for table in TABLES.values() if table.released)
