"""Which people of the same name are one person, in different articles."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.linking.appearances import Appearance, related

Person = tuple[Appearance, ...]


def merge(appearances: Iterable[Appearance]) -> tuple[tuple[Person, ...], tuple[tuple[Person, Person], ...]]:
    """The people of a corpus, and the pairs that may be one person but need not be.

    Two appearances of a name are one person if their organisations are related. One without organisation
    joins the only person of that name known on its page or in its paper's province, if nothing speaks
    against it. Bearers of national titles are one everywhere.
    """
    by_name: dict[str, list[Appearance]] = defaultdict(list)
    for item in appearances:
        by_name[item.name].append(item)
    people: list[Person] = []
    pairs: list[tuple[Person, Person]] = []
    for name in sorted(by_name):
        found = _one_name(sorted(by_name[name], key=_order))
        people += found
        pairs += [(a, b) for i, a in enumerate(found) for b in found[i + 1 :] if _possible(a, b)]
    return tuple(people), tuple(pairs)


def _one_name(found: Sequence[Appearance]) -> list[Person]:
    groups: list[list[Appearance]] = []
    national = [a for a in found if a.national]
    if national:
        groups.append(list(national))
    for item in found:
        if item.national or not item.organizations:
            continue
        near = [
            g
            for g in groups
            if not _same_article(item, g)
            and any(related(x, y) for a in g for x in a.organizations for y in item.organizations)
        ]
        together = [item]
        for group in near:
            groups.remove(group)
            together += group
        groups.append(together)
    known = [tuple(sorted(g, key=_order)) for g in groups]
    joined = {p: list(p) for p in known}
    alone: list[Appearance] = []
    for item in found:
        if item.national or item.organizations:
            continue
        page = [p for p in known if any(a.page == item.page for a in p) and not _same_article(item, p)]
        home = [p for p in known if _at_home(item, p) and not _same_article(item, p)]
        everywhere = [p for p in known if any(a.national for a in p)]
        candidates = everywhere or (page if page else home)
        if (
            len(candidates) == 1
            and not item.ordinary
            and (page or everywhere or not _elsewhere(item, candidates[0]))
        ):
            joined[candidates[0]].append(item)
        else:
            alone.append(item)
    rest: list[list[Appearance]] = []
    for item in alone:
        near = [
            g
            for g in rest
            if not _same_article(item, g)
            and any(
                not (item.ordinary or a.ordinary)
                and (a.page == item.page or (a.official and item.official and _at_home(item, [a])))
                for a in g
            )
        ]
        if len(near) == 1:
            near[0].append(item)
        else:
            rest.append([item])
    groups = [*joined.values(), *rest]
    return sorted((tuple(sorted(g, key=_order)) for g in groups), key=lambda p: _order(p[0]))


def _order(item: Appearance) -> tuple[str, tuple[int, ...]]:
    return item.article, item.mentions


def _same_article(item: Appearance, group: Iterable[Appearance]) -> bool:
    """Two people of one article are two: the article itself told them apart."""
    return any(a.article == item.article for a in group)


def _at_home(item: Appearance, person: Iterable[Appearance]) -> bool:
    return item.province is not None and any(a.province == item.province for a in person)


def _elsewhere(item: Appearance, person: Person) -> bool:
    """Whether all posts of a person are in cities other than the one the appearance is about."""
    places = [o.division.code for a in person for o in a.organizations if o.division is not None]
    below = [code for code in places if not code.endswith("0000")]
    return (
        bool(below)
        and len(below) == len(places)
        and item.city is not None
        and not any(code[:4] == item.city[:4] for code in below)
    )


def _possible(one: Person, other: Person) -> bool:
    """Whether two of a name may be one person: not where an article tells them apart, nor where all that is
    known of them lies in different provinces, nor where an article calls one of them an ordinary person."""
    if {a.article for a in one} & {a.article for a in other} or any(a.ordinary for a in (*one, *other)):
        return False
    provinces = [
        {o.division.code[:2] for a in p for o in a.organizations if o.division is not None}
        or {a.province for a in p if a.province}
        for p in (one, other)
    ]
    return not all(provinces) or bool(provinces[0] & provinces[1])
