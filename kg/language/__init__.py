"""An Article comes in; a Document with sentences, mentions of entities, posts and dates goes out.

`load` makes the spaCy pipeline once, `annotate` reads one article with it.
"""

from kg.language.pipeline import annotate, load

__all__ = ["annotate", "load"]
