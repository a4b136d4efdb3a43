"""A linked corpus in, an RDF graph out: build, validate, store, query, export."""
