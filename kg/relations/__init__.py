"""Documents in, statements with their passages out."""
