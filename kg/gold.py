"""Annotated pages: the JSON files that say what a page holds, and how its texts are compared."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.model import EntityType, NewskgError, Predicate

_PUNCTUATION = str.maketrans(
    dict.fromkeys(" \t\r\n\u3000\xa0“”\"'‘’《》〈〉()（）[]【】,，.。:：;；!！?？、·—-―–…■▲#*|")
)
_PARTY = re.compile("^中国共产党|^中共")
_MARKED = re.compile("[“”《》]")
# The last words that make an initiative of a name without quotation marks.
_TELLING = (
    *(
        "工程",
        "行动",
        "计划",
        "方案",
        "条例",
        "规定",
        "办法",
        "措施",
        "意见",
        "清单",
        "协议",
        "战略",
        "平台",
        "机制",
    ),
    *(
        "改革",
        "活动",
        "攻坚战",
        "项目",
        "制度",
        "规划",
        "通知",
        "榜单",
        "事项",
        "目录",
        "业务",
        "试点",
        "框架",
        "榜",
    ),
    *("卡", "报告"),
)
_REMEDY = "see the annotation guidelines for the format"


def text_key(text: str | None) -> str:
    """A text as compared: NFKC, without white space and punctuation."""
    return unicodedata.normalize("NFKC", text or "").translate(_PUNCTUATION)


def name_key(text: str | None) -> str:
    """A name as compared: like a text, and the ways of writing a party committee are one."""
    bare = text_key(text)
    party = _PARTY.sub("", bare)
    return re.sub("委员会$", "委", party) if party != bare or bare.endswith("委员会") else bare


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A named thing of an article: full name, type, and the forms it takes in the text."""

    name: str
    type: str
    mentions: tuple[str, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Every form as compared, the full name among them."""
        return frozenset(map(name_key, (self.name, *self.mentions)))

    @property
    def optional(self) -> bool:
        """Whether it is an initiative that people would not agree on."""
        return (
            self.type == EntityType.INITIATIVE
            and not _MARKED.search(self.name)
            and not self.name.endswith(_TELLING)
        )


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation between two entities of an article, by full name; the object of quotedIn is the article."""

    subject: str
    predicate: str
    object: str
    evidence: str
    title: str | None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article as annotated. `names` are those of its byline."""

    id: str
    headline: str | None
    first_words: str
    last_words: str
    names: tuple[str, ...]
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]


def read(file: Path) -> list[GoldArticle]:
    """The articles of an annotated page. Raises NewskgError that names the file, the place and the error."""
    try:
        page = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise NewskgError(f"{file}: cannot be read ({error.strerror}); give an annotated page") from None
    except UnicodeDecodeError:
        raise NewskgError(f"{file}: not UTF-8; save it so") from None
    except json.JSONDecodeError as error:
        raise NewskgError(
            f"{file}, line {error.lineno}, column {error.colno}: not JSON ({error.msg}); mend it there"
        ) from None
    return [_article(fields) for fields in _Fields(page, f"{file}").items("articles")]


class _Fields:
    """An object of the file, that says where it stands when something is missing in it."""

    def __init__(self, value: Any, where: str) -> None:
        self.where = where
        if not isinstance(value, dict):
            raise NewskgError(f"{where}: must be an object in braces; {_REMEDY}")
        self._value = value

    def text(self, name: str) -> str:
        value = self._value.get(name)
        if not isinstance(value, str):
            raise NewskgError(f"{self.where}: {name} must be a text; {_REMEDY}")
        return value

    def text_or_none(self, name: str) -> str | None:
        return None if self._value.get(name) is None else self.text(name)

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._value.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise NewskgError(f"{self.where}: {name} must be a list of texts; {_REMEDY}")
        return tuple(value)

    def items(self, name: str) -> Iterator["_Fields"]:
        value = self._value.get(name)
        if not isinstance(value, list):
            raise NewskgError(f"{self.where}: {name} must be a list; {_REMEDY}")
        for number, item in enumerate(value, 1):
            yield _Fields(item, f"{self.where}, {name} {number}")

    def one_of(self, name: str, choices: type[EntityType] | type[Predicate]) -> str:
        value = self.text(name)
        if value not in set(choices):
            raise NewskgError(f"{self.where}: {name} is {value!r}; write one of {', '.join(choices)}")
        return value


def _article(fields: _Fields) -> GoldArticle:
    fields.where = f"{fields.where} ({fields.text('id')})"
    entities = tuple(
        GoldEntity(entity.text("name"), entity.one_of("type", EntityType), entity.texts("mentions"))
        for entity in fields.items("entities")
    )
    known = {entity.name for entity in entities}
    return GoldArticle(
        id=fields.text("id"),
        headline=fields.text_or_none("headline"),
        first_words=fields.text("first_words"),
        last_words=fields.text("last_words"),
        names=tuple(
            name for field in ("reporters", "correspondents", "photographers") for name in fields.texts(field)
        ),
        entities=entities,
        relations=tuple(_relation(relation, known) for relation in fields.items("relations")),
    )


def _relation(fields: _Fields, known: set[str]) -> GoldRelation:
    predicate = fields.one_of("p", Predicate)
    ends = ["s"] if predicate == Predicate.QUOTED_IN else ["s", "o"]
    for end in ends:
        if fields.text(end) not in known:
            raise NewskgError(
                f"{fields.where}: {end} is {fields.text(end)!r}, which is no entity of the article; "
                "write its name as among the entities"
            )
    return GoldRelation(
        fields.text("s"), predicate, fields.text("o"), fields.text("evidence"), fields.text_or_none("title")
    )
