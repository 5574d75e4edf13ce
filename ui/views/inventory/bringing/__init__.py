"""Bringing a product list in: choose, look, import, see what came of it."""
