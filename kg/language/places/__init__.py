"""A Doc comes in; its divisions, zones, sites and regions go out, as the spans of the group "places".

道县清塘镇云溪水库 → County 道县 | Locality 清塘镇 | Site 云溪水库
"""

from kg.language.places.component import home_of, places
from kg.language.places.generic import ending_type, generic

__all__ = ["ending_type", "generic", "home_of", "places"]
