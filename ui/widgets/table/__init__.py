"""Lists of rows: columns told in words, a model that pages, a table drawn by us."""
