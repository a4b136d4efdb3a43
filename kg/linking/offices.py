"""The governments that titles imply: 区长 leads the government of a district, whether it is named or not."""

import re
from collections.abc import Iterator

from kg.language.divisions import Division
from kg.linking.scene import Scene
from kg.model import EntityType, Title

_HEAD = re.compile(r"(?:常务)?副?([省市州盟县旗区镇乡])长")
_BETWEEN = re.compile(r"[、，和兼\s]*")
_LEVELS = {
    "省": {EntityType.PROVINCE},
    "市": {EntityType.PROVINCE, EntityType.CITY, EntityType.COUNTY},
    "州": {EntityType.CITY},
    "盟": {EntityType.CITY},
    "镇": {EntityType.LOCALITY},
    "乡": {EntityType.LOCALITY},
}


def governments(scene: Scene, mention: int) -> Iterator[Division]:
    """The divisions whose government the titles in front of a person's mention lead."""
    document = scene.document
    at = document.mentions[mention].start
    for title in reversed(document.titles):
        if title.end > at:
            continue
        if not _BETWEEN.fullmatch(document.article.text, title.end, at):
            return
        at = title.start
        head = _HEAD.fullmatch(title.text)
        division = _division(scene, head[1], title) if head else None
        if division is not None:
            yield division


def _division(scene: Scene, word: str, title: Title) -> Division | None:
    """The division that a title names, or that its word stands for."""
    for index, division in scene.divisions.items():
        if scene.document.mentions[index].end == title.start:
            return division if division.level in _LEVELS.get(word, {EntityType.COUNTY}) else None
    return scene.stands_for(word, title.start)
