"""Readings of all articles in, entities and claims out."""
