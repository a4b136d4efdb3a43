"""Articles in, documents with mentions of entities, posts and dates out."""
