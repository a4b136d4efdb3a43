"""A Doc comes in; its agencies, companies and institutions go out, as spans of the group "organisations".

`parse` takes the name of an agency apart, `full` says what it stands for.
"""

from kg.language.organisations.agencies import AgencyName, full, outer, parse
from kg.language.organisations.component import organisations

__all__ = ["AgencyName", "full", "organisations", "outer", "parse"]
