"""A Doc with titles, organisations and places comes in; the people of the news go out, as the group "people".

Each is an Official or a Person; those who wrote or photographed it are not among them.
"""

from kg.language.people.component import all_names, people
from kg.language.people.weigh import Name, Surroundings

__all__ = ["Name", "Surroundings", "all_names", "people"]
