"""Which people of the same name are one person."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.language.divisions import Division
from kg.linking.forms import is_unit, plain
from kg.linking.scene import Scene
from kg.model import PEOPLE, EntityType, Modality, Predicate, Reading

POSTS = (Predicate.HOLDS_POST, Predicate.AFFILIATED_WITH)


@dataclass(frozen=True, slots=True)
class Organization:
    """What people are told apart by: an organisation's id, full name and place."""

    id: str
    name: str
    type: EntityType
    division: Division | None


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person as one article has them. `organizations` are those where a post or a tie is stated; `official`
    where the article says or shows that the person acts in office; `national` where the title is borne by one
    person in the country; `ordinary` where the article calls them a villager, a student and the like;
    `province` and `city` are the home of the article and the city it is about."""

    article: str
    page: str
    name: str
    mentions: tuple[int, ...]
    organizations: tuple[Organization, ...]
    official: bool
    national: bool
    ordinary: bool
    province: str | None
    city: str | None


Person = tuple[Appearance, ...]


@cache
def _words() -> tuple[str, str]:
    table = tomllib.loads(files(__package__).joinpath("people.toml").read_text(encoding="utf-8"))
    return tuple("|".join(sorted(table[k], key=lambda w: (-len(w), w))) for k in ("national", "ordinary"))  # type: ignore[return-value]


def appearances(
    reading: Reading, scene: Scene, organizations: Mapping[int, Organization]
) -> tuple[Appearance, ...]:
    """The people of an article; `organizations` by index of their mentions. One name is one person, but for a
    list that gives the name twice with organisations that differ."""
    document = reading.document
    by_name: dict[str, list[int]] = defaultdict(list)
    for index, mention in enumerate(document.mentions):
        if mention.type in PEOPLE:
            by_name[re.sub(r"\s", "", mention.name or mention.text)].append(index)
    ties: dict[int, set[Organization]] = defaultdict(set)
    for statement in reading.statements:
        organization = None if statement.object is None else organizations.get(statement.object)
        if statement.predicate in POSTS and organization and statement.modality is not Modality.NEGATED:
            ties[statement.subject].add(organization)
    province = scene.home.division.code[:2] if scene.home.division else None
    city = next((d.code for d, _ in scene.topics if d.level is EntityType.CITY), None)
    made = []
    for name, indices in sorted(by_name.items()):
        for part in _split(reading, indices, ties):
            text = document.article.text
            made.append(
                Appearance(
                    article=document.article.id,
                    page=document.article.page,
                    name=name,
                    mentions=tuple(part),
                    organizations=tuple(sorted({o for i in part for o in ties[i]}, key=lambda o: o.id)),
                    official=any(document.mentions[i].type is EntityType.OFFICIAL for i in part),
                    national=any(
                        _beside(text, document.mentions[i].start, document.mentions[i].end, 0) for i in part
                    ),
                    ordinary=any(
                        _beside(text, document.mentions[i].start, document.mentions[i].end, 1) for i in part
                    ),
                    province=province,
                    city=city,
                )
            )
    return tuple(made)


def _split(
    reading: Reading, indices: Sequence[int], ties: Mapping[int, set[Organization]]
) -> list[list[int]]:
    """The mentions of a name, divided where one sentence gives it twice with other organisations each time,
    and where an ordinary person bears the name of an official; other mentions go with the one before."""
    document = reading.document

    def sentence(index: int) -> int:
        start = document.mentions[index].start
        return next((n for n, (s, e) in enumerate(document.sentences) if s <= start < e), -1)

    tied = [i for i in indices if ties.get(i)]
    twice = any(
        a != b and sentence(a) == sentence(b) and not any(related(x, y) for x in ties[a] for y in ties[b])
        for a in tied
        for b in tied
    )
    in_office = any(_is_office(o) for i in tied for o in ties[i])
    common = {i for i in indices if in_office and not ties.get(i) and _is_ordinary(reading, i)}
    if not twice and not common:
        return [list(indices)]
    parts: list[list[int]] = []
    for index in indices:
        organizations = ties.get(index, set())
        if organizations:
            fitting = [
                p
                for p in parts
                if any(related(x, y) for i in p for x in ties.get(i, ()) for y in organizations)
            ]
        elif index in common:
            fitting = [p for p in parts if any(i in common for i in p)]
        else:
            fitting = parts[-1:]
        if not fitting:  # who was only named so far gets the first thing that is said
            fitting = [p for p in parts[-1:] if not any(ties.get(i) or i in common for i in p)]
        if fitting:
            fitting[0].append(index)
        else:
            parts.append([index])
    return parts


def _is_office(organization: Organization) -> bool:
    """Whether a post in an organisation is a public office that no villager holds beside the farm."""
    division = organization.division
    return (
        organization.type is EntityType.AGENCY
        and division is not None
        and division.level is not EntityType.LOCALITY
    )


def _is_ordinary(reading: Reading, index: int) -> bool:
    mention = reading.document.mentions[index]
    return _beside(reading.document.article.text, mention.start, mention.end, 1)


def _beside(text: str, start: int, end: int, which: int) -> bool:
    words = _words()[which]
    before = re.sub(r"\s", "", text[max(0, start - 14) : start])
    after = re.sub(r"\s", "", text[end : end + 12])
    if re.search(f"(?:{words})$", before):
        return True
    return which == 0 and re.match(f"(?:{words})", after) is not None


def related(one: Organization, other: Organization) -> bool:
    """Whether who is at the one and who is at the other may be taken as the same person: the same
    organisation, a part and its whole, or the leading bodies of one division."""
    if one.id == other.id or is_unit(one.name, other.name) or is_unit(other.name, one.name):
        return True
    return (
        one.division is not None
        and one.division == other.division
        and _leads(one, one.division)
        and _leads(other, one.division)
    )


def _leads(organization: Organization, division: Division) -> bool:
    """Whether an organisation is the party committee, government, congress or consultative conference."""
    name = plain(organization.name)
    return division.name in name and name.removeprefix("中国共产党").removeprefix(
        "中国人民政治协商会议"
    ).endswith(
        tuple(
            division.name + body
            for body in ("委员会", "人民政府", "人民代表大会", "人民代表大会常务委员会", "委员会常务委员会")
        )
    )


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
