"""Which referents of different articles are one thing: all but people."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.linking import meetings
from kg.linking.forms import (
    NAMED_ACTS,
    heads,
    is_full_company,
    own_name,
    plain,
    quoted,
    same_act,
    same_company,
)
from kg.linking.prefixes import prefixes
from kg.linking.referents import Referent, family
from kg.model import Article, EntityType

Cluster = tuple[Referent, ...]
_TELLING = 4  # characters in quotation marks that tell an initiative from others


def merge(referents: Iterable[Referent], articles: Mapping[str, Article]) -> tuple[Cluster, ...]:
    """The things of a corpus, each with its referents sorted by article.

    Equal full names are one where the scopes of the names agree (a 人民路 is one in each city); a short form
    joins a full name of another article only where it can mean no other.
    """
    numbered = _number_meetings(sorted(referents, key=_order), articles)
    named: dict[tuple[str, str, tuple[str, ...]], list[Referent]] = defaultdict(list)
    for referent in numbered:
        named[family(referent), _identity(referent), referent.parties].append(referent)
    clusters = [tuple(c) for key in sorted(named) for c in _by_scope(named[key], articles)]
    return tuple(
        sorted((tuple(sorted(c, key=_order)) for c in _join_short(clusters)), key=lambda c: _order(c[0]))
    )


def _order(referent: Referent) -> tuple[str, tuple[int, ...]]:
    return referent.article, referent.mentions


def _identity(referent: Referent) -> str:
    if referent.division is not None and referent.name == referent.division.name:
        return (
            f"{referent.name} {referent.division.code}"
            if family(referent) == "place"
            else plain(referent.name)
        )
    if referent.division is not None and referent.division.level is EntityType.LOCALITY:
        return f"{plain(referent.name)} {referent.division.code}"  # 城关镇 is one in each county
    return plain(referent.name)


def _number_meetings(referents: Sequence[Referent], articles: Mapping[str, Article]) -> list[Referent]:
    """Meetings whose numbers are left out (省党代会, 三中全会) get the one numbered name that fits: of their
    article, else of their page, else of the corpus."""
    places: dict[str, set[str]] = defaultdict(set)  # official name: the articles and pages that have it
    for referent in referents:
        if referent.type is EntityType.EVENT and referent.pattern is None:
            places[referent.name] |= {referent.article, f"page {articles[referent.article].page}"}
    fitting: dict[str, list[str]] = {}
    made = []
    for referent in referents:
        if referent.pattern is None:
            made.append(referent)
            continue
        if referent.pattern not in fitting:
            fitting[referent.pattern] = [n for n in sorted(places) if meetings.fits(referent.pattern, n)]
        names = fitting[referent.pattern]
        page = articles[referent.article].page
        here = [n for n in names if referent.article in places[n]]
        found = here or [n for n in names if f"page {page}" in places[n]] or names
        if len(found) == 1:
            made.append(replace(referent, name=found[0], scope="", pattern=None))
        else:
            place = referent.division
            made.append(replace(referent, scope=f"in {place.code}" if place else f"day {page}"))
    return made


def _by_scope(referents: Sequence[Referent], articles: Mapping[str, Article]) -> list[list[Referent]]:
    """Referents of one name, divided where the scopes of the name differ."""
    scopes: dict[str, list[Referent]] = defaultdict(list)
    for referent in referents:
        scopes[referent.scope].append(referent)
    anywhere = scopes.pop("", [])
    if anywhere:
        # Known everywhere under this name: who has it in one place only is the same.
        return [[*anywhere, *(r for s in sorted(scopes) for r in scopes[s])]]
    made: dict[str, list[Referent]] = {}
    for scope in sorted((s for s in scopes if s.startswith("in ")), key=lambda s: (-len(_prefix(s)), s)):
        inside = [s for s in made if _prefix(s).startswith(_prefix(scope))]
        if len(inside) == 1:
            made[inside[0]] += scopes[scope]
        else:
            made[scope] = list(scopes[scope])
    days: list[list[Referent]] = []
    for scope in sorted(s for s in scopes if s.startswith("day ")):
        near = next((d for d in days if _dates(d, articles) & _dates(scopes[scope], articles)), None)
        if near is None:
            days.append(list(scopes[scope]))
        else:
            near += scopes[scope]
    return [*made.values(), *days, *(scopes[s] for s in sorted(scopes) if s.startswith("article "))]


def _prefix(scope: str) -> str:
    """The significant digits of the code of a scope: 43 for 430000, 4310 for 431000."""
    code = scope.removeprefix("in ")
    return re.sub("(?:00)+$", "", code) if len(code) == 6 else code


def _dates(referents: Iterable[Referent], articles: Mapping[str, Article]) -> set[str]:
    return {d for r in referents if (d := articles[r.article].date)}


def _join_short(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Short forms that stand alone in their article join the one full name that they can mean."""
    companies = [c for c in clusters if c[0].type is EntityType.COMPANY]
    cores: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        core = "" if cluster[0].scope.startswith("article") else quoted(cluster[0].name)
        if core and cluster[0].type in NAMED_ACTS:
            cores[core].append(cluster)
    target: dict[int, Cluster] = {}
    for cluster in clusters:
        short = cluster[0].name
        found: list[Cluster] = []
        if cluster[0].type is EntityType.COMPANY and not is_full_company(short) and _telling(short):
            start = own_name(short)[:2]
            found = [
                c for c in companies if c is not cluster and start in c[0].name and is_full_company(c[0].name)
            ]
            found = [c for c in found if same_company(short, c[0].name)]
        elif cluster[0].type is EntityType.COMPANY and short.endswith("集团"):
            found = [c for c in companies if _own_group(cluster[0], c[0])]
        elif cluster[0].scope.startswith("article"):
            continue
        elif cluster[0].type in NAMED_ACTS and plain(short) in cores and len(plain(short)) >= 4:
            found = [c for c in cores[plain(short)] if c is not cluster and same_act(short, c[0].name)]
            found = [c for c in found if _near(cluster, c)]
        elif cluster[0].type is EntityType.INITIATIVE and len(quoted(short) or "") >= _TELLING:
            longer = [c for c in cores[quoted(short) or ""] if len(plain(c[0].name)) > len(plain(short))]
            found = [c for c in longer if c[0].scope == cluster[0].scope and same_act(short, c[0].name)]
        if len(found) == 1:
            target[id(cluster)] = found[0]
    joined: dict[int, list[Referent]] = {id(c): list(c) for c in clusters}
    for cluster in clusters:
        goal = target.get(id(cluster))
        if goal is not None and id(goal) not in target:
            joined[id(goal)] += joined.pop(id(cluster))
    return [tuple(joined[id(c)]) for c in clusters if id(c) in joined]


def _own_group(short: Referent, long: Referent) -> bool:
    """Whether a group that a paper calls by its business alone (桥隧集团) may be one of the paper's province
    whose name begins with it (湖南省桥隧养护集团有限公司)."""
    chain = prefixes(long.name)
    if not chain or "集团" not in long.name or not is_full_company(long.name) or prefixes(short.name):
        return False
    province = short.scope.removeprefix("in ")
    at_home = any(d.code == province for d in chain[-1].candidates)
    return at_home and plain(long.name[chain[-1].end :]).startswith(own_name(short.name))


def _telling(name: str) -> bool:
    """Whether the short name of a company says enough to be known in another article."""
    own = own_name(name)
    ordinary = heads()["company"]["business"]
    rest = own
    for word in sorted(ordinary, key=lambda w: (-len(w), w)):
        rest = rest.replace(word, "")
    return len(own) >= 4 and len(rest) >= 2


def _near(one: Cluster, other: Cluster) -> bool:
    """Whether two things are spoken of in the same province, as far as their names' scopes tell."""
    places = [{_prefix(r.scope)[:2] for r in c if r.scope.startswith("in ")} for c in (one, other)]
    return not all(places) or bool(places[0] & places[1])
