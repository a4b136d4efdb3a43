"""A linked corpus in, a folder of HTML pages out."""
