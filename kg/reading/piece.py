"""An article of a page as far as it is known: the passages that make it."""

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Piece:
    """Indices into the page's bodies, and what they say of the whole.

    Pieces are compared by identity: the search makes each one once.
    """

    bodies: tuple[int, ...]
    length: int  # in characters
    signed: bool
    closed: bool  # signed at its end
    open_end: bool  # breaks off within a sentence
    titles: int  # lines over its first body
    marked: bool  # begins with a dateline, a mark of continuation or a byline
    opened: bool = False  # by a byline between headline and body
    tail: bool = False  # begins with a mark of continuation
    torn: bool = False  # begins within a sentence: its headline stands on another page
    caption: bool = False
