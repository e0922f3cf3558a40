"""Word classes, morphology and lemmas of tokens, worked out once for each combination of what they depend on.

The rules of spaCy's `attribute_ruler` that look at one token give the same answer wherever that token stands; matching
all of them anew costs as much as the parser. Rules over several tokens are matched as they are. The lemma of a token is
a function of its word, part of speech and morphology.
"""

from typing import Any, Final, cast

import numpy as np
from spacy.language import Language
from spacy.lookups import Table
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

_KEYS: Final = ("TAG", "DEP", "LOWER")
_VALUES: Final = ("POS", "MORPH", "LEMMA")
_FORM: Final = ("ORTH", "POS", "MORPH")

Values = tuple[int, int, int]


def keep_attributes(model: Language) -> None:
    """Put components in the places of `attribute_ruler` and `lemmatizer` of a model that do the same, and remember."""
    ruler = cast("AttributeRuler", model.get_pipe("attribute_ruler"))
    Language.component("kept_attributes", func=KeptAttributes(model, ruler.patterns))
    model.replace_pipe("attribute_ruler", "kept_attributes")
    Language.component("kept_lemmas", func=KeptLemmas(cast("Lemmatizer", model.get_pipe("lemmatizer"))))
    model.replace_pipe("lemmatizer", "kept_lemmas")


class KeptAttributes:
    """Applies rules that give attributes to tokens; `patterns` are those of an AttributeRuler."""

    def __init__(self, model: Language, patterns: list[dict[str, Any]]) -> None:
        self.vocab = model.vocab
        single = [p for p in patterns if all(map(_is_plain, p["patterns"])) and not p["attrs"].keys() - set(_VALUES)]
        self._single = _ruler(model, single)
        self._others = _ruler(model, [p for p in patterns if p not in single])
        words = {word for p in single for rule in p["patterns"] for word in _words(rule[0])}
        self._words = frozenset(self.vocab.strings.add(word) for word in words)
        self._known: dict[tuple[int, int, int], Values] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and lemma of the tokens of a tagged and parsed text."""
        told = self._words
        keys = [(tag, dep, word if word in told else 0) for tag, dep, word in doc.to_array(list(_KEYS)).tolist()]
        self._learn(doc, keys)
        values = np.array([self._known[key] for key in keys], dtype=np.uint64)
        if len(doc):
            doc.from_array(list(_VALUES), cast("Any", values))
        return self._others(doc)

    def _learn(self, doc: Doc, keys: list[tuple[int, int, int]]) -> None:
        """Let the rules tell of each new combination, on a text of nothing but such tokens."""
        new = {key: doc[i] for i, key in enumerate(keys) if key not in self._known}
        if not new:
            return
        tokens = list(new.values())
        sample = Doc(
            self.vocab,
            words=[t.text for t in tokens],
            tags=[t.tag_ for t in tokens],
            deps=[t.dep_ for t in tokens],
            heads=list(range(len(tokens))),
        )
        told = self._single(sample).to_array(list(_VALUES)).tolist()
        self._known.update(zip(new, map(tuple, told), strict=True))


class KeptLemmas:
    """Gives tokens without a lemma the one that a rule-based `lemmatizer` finds; its tables are in `lookups`."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self.lookups = lemmatizer.lookups
        _let_look_up(lemmatizer.lookups.get_table("lemma_index"))
        self._lemmatizer = lemmatizer
        self._known: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of the tokens of a text with parts of speech and morphology."""
        if len(doc):
            rows = doc.to_array(["LEMMA", *_FORM]).tolist()
            lemmas = [
                lemma or self._lemma(doc, i, (word, pos, morph)) for i, (lemma, word, pos, morph) in enumerate(rows)
            ]
            doc.from_array(["LEMMA"], cast("Any", np.array(lemmas, dtype=np.uint64).reshape(-1, 1)))
        return doc

    def _lemma(self, doc: Doc, i: int, form: tuple[int, int, int]) -> int:
        if form not in self._known:
            self._known[form] = doc.vocab.strings.add(self._lemmatizer.lemmatize(doc[i])[0])
        return self._known[form]


def _let_look_up(index: Table) -> None:
    """Make sets of the lists of known words: a new form is looked for in them, and one list has 57,528."""
    for kind in list(index):
        index[kind] = frozenset(index[kind])


def _ruler(model: Language, patterns: list[dict[str, Any]]) -> AttributeRuler:
    ruler = AttributeRuler(model.vocab)
    ruler.add_patterns(patterns)
    return ruler


def _is_plain(rule: list[dict[str, Any]]) -> bool:
    """Tell a rule over one token that asks for its word, if at all, by listing it."""
    word = rule[0].get("LOWER", "")
    listed = isinstance(word, str) or set(word) == {"IN"}
    return len(rule) == 1 and listed and not set(rule[0]) - {*_KEYS, "IS_SPACE"}


def _words(token: dict[str, Any]) -> list[str]:
    word = token.get("LOWER", [])
    return [word] if isinstance(word, str) else list(word["IN"] if word else [])
