"""A store that holds the graph in, a folder of HTML pages out that opens from disk.

The pages are made from the vocabulary alone, so that any store with such a graph can be browsed. The page of
an IRI is found from its last part, `identifier`; with t = token(identifier), 12 hexadecimal digits:

- a thing: e/{t[:2]}/{t}.html, beside it .ttl, .jsonld and .csv; where there is no such file, e.html#id={t}
- an article (art-…): a/{t[:2]}/{t}.html
- a newspaper page (page-…): p/{t}.html
"""

from kg.site.records import token
from kg.site.write import write

__all__ = ["token", "write"]
