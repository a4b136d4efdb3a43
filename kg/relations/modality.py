"""What words such as 拟 and 未 make of a statement."""

import re
from functools import cache

from kg.model import Modality
from kg.relations.encoding import BOUNDARY, DATE, STRONG, WEAK, Encoding
from kg.relations.words import either

_NAMES = "".join([*STRONG.values(), *WEAK.values()])


def modality_of(encoding: Encoding, start: int, end: int) -> Modality:
    """The modality of what stands at text[start:end] of an encoding: planned or negated by words between the
    names, or right in front of a verb with which it begins."""
    text = encoding.text
    if not encoding.items.get(start) or text[start - 1] in "与和同、":
        start = 1 + max(text.rfind(mark, 0, start) for mark in f"，：；。“—{BOUNDARY}")
    passage = text[start:end]
    negated, planned = _modal()
    if negated.search(passage):
        return Modality.NEGATED
    return Modality.PLANNED if planned.search(passage) else Modality.ASSERTED


@cache
def _modal() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = f"{_NAMES}其该他她这此"
    negated = re.compile(f"(?:{either('negated')})(?!来|成年|满|央|名|婚)")
    # 将 in front of a name or behind 已 is no future (将甲打造成乙), 将继续 goes on already.
    # 计划 may be a noun.
    planned = re.compile(
        f"(?<!已)(?:{either('planned')})(?![{names}继持进军士领近])"
        f"|(?<=[{names}{DATE}{BOUNDARY}，、还也正并年])(?:{either('intended')})"
    )
    return negated, planned
