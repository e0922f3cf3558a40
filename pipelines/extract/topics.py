"""What a contact was about: topic codes from the words around it."""

import re
from functools import cache

from spacy.tokens import Span, Token

from pipelines.extract.tables import frame_rows


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    topics = {row["stem"].lower(): row["topic"] for row in frame_rows("topics", "stem", "topic")}
    words = "|".join(re.escape(stem) for stem in sorted(topics, key=len, reverse=True))
    return re.compile(rf"\b({words})", re.IGNORECASE), topics


def topics_of(span: Span, trigger: Token | None = None) -> dict[str, Span]:
    """Map each topic code that the words of a span show to the words that show it.

    The office of a person (`Minister of Defence`) is no topic: words inside a capitalised run are passed over.
    """
    pattern, topics = _pattern()
    out: dict[str, Span] = {}
    for match in pattern.finditer(span.text):
        start = span.start_char + match.start()
        found = span.doc.char_span(start, start + len(match.group(0)), alignment_mode="expand")
        if found is None or _is_office(found[0]) or (trigger is not None and found[0].i == trigger.i):
            continue
        out.setdefault(topics[match.group(0).lower()], found)
    if "other" in out and len(out) > 1:
        del out["other"]
    return out


def _is_office(token: Token) -> bool:
    if not token.text[:1].isupper() or token.is_sent_start:
        return False
    before = token.doc[max(0, token.i - 3) : token.i + 3].text.lower()
    return any(
        word in before
        for word in (
            "minister",
            "secretary",
            "ministry",
            "adviser",
            "advisor",
            "council",
            "department",
            "chief",
            "commander",
            "staff",
        )
    )
