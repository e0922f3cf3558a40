"""Who is named in one article: the mentions of persons, countries and organisations, before they are linked."""

from typing import Final

from spacy.tokens import Doc

from pipelines.extract.lexicon import office_nouns
from pipelines.extract.organisations import OrganisationFinder
from pipelines.extract.page import Actor, Mention, Page
from pipelines.extract.people import PersonFinder
from pipelines.extract.reference import Organisation, Reference
from pipelines.extract.titles import Title

__all__ = ["Actor", "ActorFinder", "Mention", "Title", "office_nouns"]

_ORGANISATION_LENGTH: Final = 9
_COUNTRY_LENGTH: Final = 8


class ActorFinder:
    """Finds the named actors of one parsed article."""

    def __init__(self, doc: Doc, reference: Reference) -> None:
        self.doc = doc
        self.reference = reference
        self.page = Page(doc, reference)

    def find(self) -> list[Mention]:
        """Return all named mentions in order of place; no token stands in two of them."""
        people = PersonFinder(self.page)
        organisations = OrganisationFinder(self.page, people)
        people.find_handles()
        self._listed()
        organisations.find_bodies()
        organisations.find_described()
        organisations.find_common()
        people.find()
        organisations.find_tagged()
        self.page.mentions.sort(key=lambda m: m.first)
        return self.page.mentions

    def country(self, alpha3: str) -> Actor:
        """Return the article's one actor of a state."""
        return self.page.country(alpha3)

    def _listed(self) -> None:
        """Find countries and listed organisations, the longest name first."""
        i = 0
        while i < len(self.page.words):
            i += self._listed_at(i) if i not in self.page.taken else 1

    def _listed_at(self, i: int) -> int:
        longest = self.reference.longest_listed(self.page.words[i])
        if not longest:
            return 1
        for length in range(min(_ORGANISATION_LENGTH, len(self.page.words) - i), 0, -1):
            last = i + length - 1
            surface = self.page.printed(i, last)
            found = self._listed_as(surface, length) if len(surface) <= longest else None
            if found is not None:
                if not self._within_name(i, last):
                    self.page.add(Mention(i, last, *found))
                return length
        return 1

    def _listed_as(self, surface: str, length: int) -> tuple[Actor, str] | None:
        if length <= _COUNTRY_LENGTH and (country := self.reference.country_of(surface)):
            return self.country(country[0]), country[1]
        organisation = self.reference.organisation_of(surface)
        if organisation is None:
            return None
        return self.page.same_organisation(_known_organisation(organisation, surface)), "name"

    def _within_name(self, first: int, last: int) -> bool:
        """Tell whether the words stand inside the longer name of a person."""
        span = next((e for e in self.page.entities if e.start <= first and last < e.end), None)
        return span is not None and span.label_ == "PERSON" and span.start < first and last < span.end - 1


def _known_organisation(known: Organisation, surface: str) -> Actor:
    actor = Actor("organisation", known.name, known.country, known.wikidata, basis="reference")
    actor.speaks_for_state = known.speaks_for_state
    actor.aliases.add(surface)
    return actor
