"""The people of one article: one name, one person, but for what the article itself tells apart."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.language.divisions import Division
from kg.linking.forms import is_unit, plain
from kg.linking.offices import governments
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
    """A person as one article has them. `organizations` are those where a post or a tie is stated, or else
    the governments that titles imply (建安区区长); `official` where the article says or shows that the person
    acts in office; `national` where the title is borne by one person in the country; `ordinary` where the
    article calls them a villager, a student and the like; `province` and `city` are the home of the article
    and the city it is about."""

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
                    organizations=tuple(sorted(_organizations(scene, part, ties), key=lambda o: o.id)),
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


def _organizations(
    scene: Scene, mentions: Sequence[int], ties: Mapping[int, set[Organization]]
) -> set[Organization]:
    stated = {o for i in mentions for o in ties[i]}
    if stated:
        return stated
    implied = {d: f"{d.name}人民政府" for i in mentions for d in governments(scene, i)}
    return {Organization(name, name, EntityType.AGENCY, d) for d, name in implied.items()}


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
