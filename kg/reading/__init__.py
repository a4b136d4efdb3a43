"""Files go in, pages cut into their articles come out, each character with its place in the file.

`join` heads the tails of articles that go on another page as their beginnings are headed.
"""

from kg.reading.continuations import join
from kg.reading.files import find
from kg.reading.pages import read

__all__ = ["find", "join", "read"]
