"""Organs that are called by their own word alone, because the organ they belong to was just named.

县委常委、宣传部部长 → 宣传部, which is 县委宣传部; 经侦支队连夜出击 → that of the police named before
"""

import re
from collections.abc import Iterator, Sequence

from kg.language.organisations.found import Agency

_OTHER = r"(?:、(?![^、，。；\n]{0,8}部)[\u4e00-\u9fff]{2,12}?)?"
# Behind a committee: a post in it, and the department that its holder leads.
_DEPARTMENT = re.compile(
    rf"(?:副书记|常委|委员){_OTHER}、(?P<unit>组织部|宣传部|统战部|社会工作部)(?=(?:常务)?副?部长)"
)
_FORCE = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<unit>(?:分局)?(?:刑侦|经侦|治安|交警|特警|巡警|刑警|禁毒|网安|巡特警|旅游警察|食药环侦|反诈)"
    r"(?:总队|支队|大队|中队))(?![员长])|"
    r"(?<![\u4e00-\u9fff])(?P<led>(?:分局)?(?:刑侦|经侦|治安|交警|特警|巡警|刑警|禁毒|网安|巡特警|旅游警察|食药环侦|反诈)"
    r"(?:总队|支队|大队|中队))(?=副?(?:总|支|大|中)队长|(?:副)?政委|教导员)"
)
_POLICE = ("公安局", "公安厅", "分局")


def find(text: str, known: Sequence[Agency]) -> Iterator[Agency]:
    """The agencies that `known`, those named in full, let one understand; with the name they stand for."""
    taken = {at for agency in known for at in range(agency.start, agency.end)}
    for agency in known:
        owner = text[agency.start : agency.end]
        match = _DEPARTMENT.match(text, agency.end) if owner.endswith("委") else None
        if match is not None and taken.isdisjoint(range(*match.span("unit"))):
            yield Agency(*match.span("unit"), (), 0.8, name=owner + match["unit"])
    police = sorted(
        (end, text[a.start : end])
        for a in known
        for end in (*a.inner, a.end)
        if text.endswith(_POLICE, a.start, end)
    )
    for match in _FORCE.finditer(text):
        group = "unit" if match["unit"] else "led"
        start, end = match.span(group)
        owners = [name for at, name in police if at <= start]
        if owners and taken.isdisjoint(range(start, end)):
            unit = match[group]
            owner = owners[-1]
            inside = unit.startswith("分局") and owner.endswith("分局")
            yield Agency(start, end, (), 0.8, name=owner + (unit[2:] if inside else unit))
