"""Product lists from other programs: which column is what, what a row says, what it changes.

The way of a file: rows (data/imports) -> headers.find -> rows.read -> repeats.mark -> plan.
"""
