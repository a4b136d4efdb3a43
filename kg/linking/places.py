"""Which divisions the place names of an article are."""

from collections import Counter

from kg.language.divisions import Division, ancestors, by_code, lookup, within
from kg.linking.home import Home
from kg.linking.prefixes import prefixes
from kg.model import DIVISIONS, Document, EntityType, Mention


def resolve_places(document: Document, home: Home) -> dict[int, Division]:
    """Index of a mention to its division.

    A name that several divisions bear is decided by the place in front of it (吉林省朝阳区), by the home
    and by the other places of the article; where they do not decide, the mention has none.
    """
    found: dict[int, Division] = {}
    open_: dict[int, tuple[Division, ...]] = {}
    ends: dict[int, int] = {}
    for index, mention in enumerate(document.mentions):
        if mention.type not in DIVISIONS or mention.detail == "foreign":
            continue
        ends[mention.end] = index
        candidates = _candidates(mention)
        read = by_code(mention.detail) if mention.detail and mention.detail.isdigit() else None
        if read is not None and len(candidates) < 2:
            found[index] = _current(read)
        elif len(candidates) == 1 and candidates[0].level is not EntityType.LOCALITY:
            found[index] = _current(candidates[0])
        elif candidates:
            open_[index] = candidates
    for _ in range(2):  # what the first round decides can decide another name in the second
        known = Counter(found.values())
        for index, candidates in sorted(open_.items()):
            before = ends.get(document.mentions[index].start)
            decided = decide(
                candidates,
                found.get(before) if before is not None else None,
                home,
                known,
                document.mentions[index].detail,
            )
            if decided is not None:
                found[index] = _current(decided)
        open_ = {index: candidates for index, candidates in open_.items() if index not in found}
    for index, mention in enumerate(document.mentions):
        if index not in found and len(mention.text) == 1 and mention.type in DIVISIONS:
            # 来洛 in an article about 洛川县: the one place of the article that begins so.
            fitting = {d for d in found.values() if d.level is mention.type and mention.text == d.name[0]}
            if len(fitting) == 1:
                found[index] = fitting.pop()
    return dict(sorted(found.items()))


def _candidates(mention: Mention) -> tuple[Division, ...]:
    """The divisions a mention may name; those of its own level, where there are such."""
    found = lookup(mention.name or mention.text) or lookup(mention.text)
    if not found:  # a chain in one piece: 南京市鼓楼区
        chain = prefixes(mention.text)
        found = chain[-1].candidates if chain and chain[-1].end == len(mention.text) else ()
    of_level = tuple(d for d in found if d.level is mention.type)
    if not of_level and (mention.type is EntityType.LOCALITY or len(mention.text) == 1):
        return ()
    return of_level or found  # a county-level city may be read as a City


def shares_its_name(division: Division) -> bool:
    """Whether another division bears the same full name: 朝阳区."""
    return sum(d.name == division.name and not d.former for d in lookup(division.name)) > 1


def living(divisions: tuple[Division, ...]) -> tuple[Division, ...]:
    """The divisions that are, if any is; else what became of them."""
    return tuple(d for d in divisions if not d.former) or tuple(dict.fromkeys(map(_current, divisions)))


def _current(division: Division) -> Division:
    """What became of a division that was renamed or raised; itself where it was split or dissolved."""
    if division.former and len(division.successors) == 1:
        following = by_code(division.successors[0])
        if following is not None and not following.former and following.level is division.level:
            return following
    return division


def decide(
    candidates: tuple[Division, ...],
    before: Division | None,
    home: Home,
    known: Counter[Division],
    read: str | None = None,
) -> Division | None:
    """The one of the candidates that the context decides for; `read` is the code that the language pipeline
    found likely, without knowing the home."""
    if before is not None:
        inside = [c for c in candidates if within(c, before)]
        if len(inside) == 1:
            return inside[0]
        candidates = tuple(inside) or candidates
    scores = sorted(
        ((_score(c, home, known) + 2 * (c.code == read), c) for c in candidates),
        key=lambda s: (-s[0], s[1].code),
    )
    best, runner = scores[0][0], scores[1][0] if len(scores) > 1 else 0.0
    present = [d for _, d in scores if not d.former]
    if len(present) == 1 and (best <= 0 or scores[0][1] == present[0]):
        return present[0]
    return scores[0][1] if best > 0 and best - runner >= 1 else None


def _score(candidate: Division, home: Home, known: Counter[Division]) -> float:
    above = ancestors(candidate)
    score = 0.0
    if home.division is not None:
        if within(candidate, home.division):
            score += 4
        elif candidate.code[:2] == home.division.code[:2]:
            score += 2
    for division, times in known.items():
        if division in above:
            score += (6 if division.level is not EntityType.PROVINCE else 3) + min(times, 3) / 10
        elif candidate in ancestors(division):
            score += 4
        elif above and above[0] in ancestors(division) and above[0].level is not EntityType.PROVINCE:
            score += 2
    return score - 3 * candidate.former
