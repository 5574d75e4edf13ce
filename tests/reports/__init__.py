"""Paper, workbooks and codes: read back by programs that did not write them."""
