"""Who speaks to whom in a transcript whose speeches begin with the name of the speaker."""

from spacy.tokens import Token

from pipelines.extract.actors import Actor
from pipelines.extract.coreference import Coreference

_SPEAKERS = 2


class Dialogue:
    """The two speakers of a transcript; nobody where an article has no such labels, or those of more people."""

    def __init__(self, coreference: Coreference) -> None:
        self.coreference = coreference
        doc = coreference.doc
        labels = [m for m in coreference.mentions if m.last + 1 < len(doc) and doc[m.last + 1].text == ":"]
        self.speakers = list(dict.fromkeys(m.actor for m in labels if m.actor.kind == "person"))
        if len(self.speakers) != _SPEAKERS:
            self.speakers = []

    def addressee(self, token: Token) -> list[Actor]:
        """Return who is spoken to at a token."""
        speaker = self.coreference.speaker(token) if self.speakers else None
        return [a for a in self.speakers if a is not speaker] if speaker in self.speakers else []
