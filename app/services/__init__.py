"""Use cases: one public method is one thing staff do and one transaction."""
