"""A Doc with dates, organisations and people comes in; the group "initiatives" goes out: named policies,
documents, campaigns, projects, mechanisms, platforms, agreements, with their kind.
"""

from kg.language.initiatives.component import initiatives, initiatives_in

__all__ = ["initiatives", "initiatives_in"]
