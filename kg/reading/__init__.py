"""Files in, pages cut into articles out."""
