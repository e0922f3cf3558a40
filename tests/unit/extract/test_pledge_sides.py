"""Who may give and who may receive, and what speaks for it."""

import pytest

from pipelines.extract.coreference import Coreference
from pipelines.extract.meetings import MeetingReader
from pipelines.extract.model import load_model
from pipelines.extract.pledge_scene import Scene, role
from pipelines.extract.pledge_sides import Question
from pipelines.extract.pledges import PledgeReader
from pipelines.extract.reference import load_reference


def reader_of(text: str, title: str | None = None) -> PledgeReader:
    """Read a text up to its drafts."""
    coreference = Coreference(load_model()(text), load_reference(), None, title)
    return PledgeReader(coreference, None, MeetingReader(coreference, None, title).read())


def scene_of(text: str, title: str | None = None) -> Scene:
    return reader_of(text, title).sides.scene


def names(scene: Scene, keys: frozenset[str]) -> set[str]:
    return {scene.of_actor[key][0].party[0].name for key in keys}


def question_about(text: str, word: str) -> Question:
    """Return the question about the draft whose object holds a word."""
    return next(q for q in reader_of(text).questions() if word in q.span.text)


def test_attackers_and_attacked_are_told_apart():
    scene = scene_of("Russia's war against Ukraine goes on. Moldova condemned the Russian invasion of Ukraine.")
    assert names(scene, scene.attackers) == {"Russia"}
    assert names(scene, scene.attacked) == {"Ukraine"}


def test_who_stands_in_the_title_is_known():
    scene = scene_of("Norway will send Moldova generators.", "Norway helps its partners")
    assert names(scene, scene.in_title) == {"Norway"}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Norway sent tanks to Moldova.", "Norway", "subject"),
        ("Norway sent tanks to Moldova.", "Moldova", "to"),
        ("Tanks were sent by Norway.", "Norway", "by"),
        ("Norway's tanks arrived.", "Norway", "owner"),
        ("Norway sent Moldova and Georgia tanks.", "Norway", "subject"),
    ],
)
def test_roles_of_names(text, name, expected):
    assert role(next(t for t in load_model()(text) if t.text == name)) == expected


def test_distance_counts_sentences_back():
    scene = scene_of("Norway spoke. It rained all day. Tanks will come from Japan.")
    last = scene.doc[len(scene.doc) - 2]
    norway, japan = (next(n.party[0] for n in scene.in_sentence[i]) for i in (0, 2))
    assert scene.distance(norway, last) == 2
    assert scene.distance(japan, last) == 0
    assert scene.distance(japan, scene.doc[0]) is None


def test_groups_and_states_of_the_sentences_before_may_give():
    text = "European partners met in Chisinau. Moldova was at the table. More generators are needed."
    given = {c.party[0].name for c in question_about(text, "generators").givers}
    assert {"European partners", "Moldova"} <= given


def test_you_is_the_other_side_of_the_talks():
    text = (
        "President Maia Sandu of Moldova met with Prime Minister Jonas Gahr Støre of Norway in Oslo. "
        'She told him that Moldova was grateful. "We need your generators for the winter," the President said.'
    )
    question = question_about(text, "generators")
    assert "addressee" in next(c for c in question.givers if c.party[0].name == "Norway").sources
    assert "speaker" in next(c for c in question.recipients if c.party[0].name == "Moldova").sources


def test_the_ways_to_fill_both_sides_never_take_one_actor_twice():
    question = question_about("Norway and Moldova discussed new generators for Georgia.", "generators")
    assert question.pairs
    assert all(giver.party[0].key != to.party[0].key for giver, to in question.pairs)


def test_the_encoder_sees_the_sentence_before_unless_both_are_too_long():
    page = scene_of("It was cold. Norway met Moldova. It will send tanks.").page
    tanks, cold = (next(t for t in page.tokens if t.text == word) for word in ("tanks", "cold"))
    assert page.window(tanks).text == "Norway met Moldova. It will send tanks."
    assert page.window(cold).text == "It was cold."
    long = scene_of(f"Norway met {'Moldova and ' * 39}Chile. It will send tanks.").page
    assert long.window(next(t for t in long.tokens if t.text == "tanks")).text == "It will send tanks."


def test_an_actor_is_found_where_a_window_names_him_last():
    scene = scene_of("Norway is rich. Norway met Moldova and Norway left. It will send tanks.")
    tanks = next(t for t in scene.coreference.doc if t.text == "tanks")
    actors = {named[0].party[0].name: named[0].party[0] for named in scene.of_actor.values()}
    norway, moldova = actors["Norway"], actors["Moldova"]
    window = scene.page.window(tanks)
    assert scene.named_within(norway, window).i > scene.named_within(moldova, window).i
    assert scene.named_within(norway, tanks.sent) is None


def hit_in(text: str, word: str) -> set[str]:
    """Return those who may give or receive a thing and whom sanctions told with it hit, by their traits."""
    reader = reader_of(text)
    question = next(q for q in reader.questions() if q.draft.object.text == word)
    traits = reader.weigher.side_traits
    return {c.party[0].name for c in question.recipients if "recipient hit" in traits.of("recipient", c, question)}


@pytest.mark.parametrize(
    ("text", "word", "hit"),
    [
        ("Zelenskyy called for the imposition of sanctions on Russia by Japan.", "imposition", {"Russia"}),
        ("Ukraine urged Japan to impose an embargo on imports of oil and gas from Russia.", "oil", {"Russia"}),
        ("Turkey sent Syria fuel that eases the effect of sanctions on Iran.", "fuel", set()),
        ("Turkey sent Syria fuel.", "fuel", set()),
    ],
)
def test_whom_sanctions_hit_is_told(text, word, hit):
    assert hit_in(text, word) == hit


def test_relief_from_sanctions_can_be_given_to_whom_they_hit():
    question = question_about("The United States offered Iran relief from sanctions on Iran.", "relief")
    assert {to.party[0].name for _, to in question.pairs} >= {"Iran"}
