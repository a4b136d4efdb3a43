"""A store that holds the graph in, a folder of HTML pages out that opens from disk.

The pages are made from the vocabulary alone, so that any store with such a graph can be browsed.
"""

from kg.site.write import write

__all__ = ["write"]
