"""Files go in, pages cut into their articles come out, each character with its place in the file.

`join` puts the tails of articles that go on another page behind their beginnings.
"""

from kg.reading.files import find
from kg.reading.pages import read

__all__ = ["find", "read"]
