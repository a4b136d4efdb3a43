"""The groups of all components come in; one group "mentions", in which no two names contradict, goes out."""

from kg.language.resolver.component import resolver

__all__ = ["resolver"]
