"""Comparing the books with a statement of a provider or a bank: pure matching, line by line."""
