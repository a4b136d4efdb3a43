"""A Doc comes in; its divisions, zones, sites and regions go out, as the spans of the group "places".

道县寿雁镇乐海水库 → County 道县 | Locality 寿雁镇 | Site 乐海水库
"""

from kg.language.places.component import home_of, places

__all__ = ["home_of", "places"]
