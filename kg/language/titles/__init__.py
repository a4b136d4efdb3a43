"""A Doc with places and organisations comes in; its posts go out, one title each, as the group "titles".

`find_titles` does the same on a plain text.
"""

from kg.language.titles.component import organisations_of, titles
from kg.language.titles.grammar import Grammar, Post, find_titles, grammar

__all__ = ["Grammar", "Post", "find_titles", "grammar", "organisations_of", "titles"]
