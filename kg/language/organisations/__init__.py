"""A Doc comes in; its agencies, companies and institutions go out, as spans of the group "organisations"."""

from kg.language.organisations.agencies import AgencyName, full, outer, parse

__all__ = ["AgencyName", "full", "outer", "parse"]
