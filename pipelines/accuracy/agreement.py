"""How far a coded row and a reported row agree, and which of them belong together."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from pipelines.accuracy.model import Actor, Meeting, Pledge
from pipelines.accuracy.names import item_agreement, same_name, same_thing

_Coded = TypeVar("_Coded")
_Reported = TypeVar("_Reported")

FOUND: Final = 0.5  # agreement from which a reported row is the coded one
_HALF: Final = 0.5  # a person stands for the coded country, or the other way round
_BONUS: Final = 0.1  # decides between rows that agree alike in what they must agree in
_ITEMS_ALIKE: Final = 1 / 3
_AMOUNTS_ALIKE: Final = 0.01  # of the coded amount


def pairs(
    coded: Sequence[_Coded],
    reported: Sequence[_Reported],
    agreement: Callable[[_Coded, _Reported], float],
    least: float,
) -> list[tuple[int, int, float]]:
    """Pair coded with reported rows, one to one: the best agreement first, and of equal ones the earlier rows.

    Returns (index of coded, index of reported, agreement), none below `least`.
    """
    scored = [(agreement(c, r), i, j) for i, c in enumerate(coded) for j, r in enumerate(reported)]
    ranked = sorted((s for s in scored if s[0] >= least), key=lambda s: (-s[0], s[1], s[2]))
    taken_coded: set[int] = set()
    taken_reported: set[int] = set()
    out = []
    for value, i, j in ranked:
        if i not in taken_coded and j not in taken_reported:
            taken_coded.add(i)
            taken_reported.add(j)
            out.append((i, j, value))
    return out


def actors(coded: Actor, reported: Actor) -> float:
    """Return 1 for one actor, a half for a person or body of the right country where a country is meant, else 0."""
    kinds = {coded.kind, reported.kind}
    if kinds == {"person"}:
        return float(same_name(coded.name, reported.name))
    if "country" in kinds:
        same_state = bool(coded.country) and coded.country == reported.country
        return (1.0 if len(kinds) == 1 else _HALF) * same_state
    return float(same_thing(coded.name, reported.name))


def persons(coded: Actor, reported: Actor) -> float:
    """Return 1 where two persons can be one, else 0."""
    return float(same_name(coded.name, reported.name))


def organisations(coded: Actor, reported: Actor) -> float:
    """Return 1 where the coded name fits any name of the reported organisation, else 0."""
    return float(any(same_thing(coded.name, name) for name in (reported.name, *reported.aliases)))


def participants(coded: Sequence[Actor], reported: Sequence[Actor]) -> float:
    """Return the F1 of two sets of participants, 0 to 1; two empty sets agree."""
    if not coded and not reported:
        return 1.0
    return 2 * sum(value for _, _, value in pairs(coded, reported, actors, _HALF)) / (len(coded) + len(reported))


def topics(coded: frozenset[str], reported: frozenset[str]) -> float:
    """Return the F1 of two sets of topics, 0 to 1; two empty sets agree."""
    return 2 * len(coded & reported) / (len(coded) + len(reported)) if coded or reported else 1.0


def meetings(coded: Meeting, reported: Meeting) -> float:
    """Return the agreement of two meetings, 0 to 1.2: that of participants, and a little for format and date."""
    base = participants(coded.participants, reported.participants)
    if base < FOUND:
        return 0.0
    return base + _BONUS * (coded.format == reported.format) + _BONUS * (coded.window == reported.window)


def pledges(coded: Pledge, reported: Pledge) -> float:
    """Return the agreement of two pledges, 0 to 1.6: nothing unless giver, recipient and object agree."""
    if not any(side(c, r) for c in coded.givers for r in reported.givers[:1]):
        return 0.0
    if coded.recipient is None or reported.recipient is None or not side(coded.recipient, reported.recipient):
        return 0.0
    money = same_sum(coded, reported)
    item = item_agreement(coded.item, reported.item)
    if not money and item < _ITEMS_ALIKE:
        return 0.0
    return FOUND + _HALF * money + _HALF * item + _BONUS * (coded.status == reported.status)


def side(coded: Actor, reported: Actor) -> bool:
    """Tell whether two givers or recipients are one, or act for one state."""
    if coded.country and coded.country == reported.country:
        return True
    person = coded.kind == "person" and same_name(coded.name, reported.name)
    return person or same_thing(coded.name, reported.name)


def same_sum(coded: Pledge, reported: Pledge) -> bool:
    """Tell whether both name a sum, and the reported one is within a hundredth of the coded one."""
    if coded.amount is None or reported.amount is None:
        return False
    return abs(reported.amount - coded.amount) <= _AMOUNTS_ALIKE * coded.amount


def same_amount(coded: Pledge, reported: Pledge) -> bool:
    """Tell whether both name the same sum, or neither names one."""
    return same_sum(coded, reported) or (coded.amount is None and reported.amount is None)
