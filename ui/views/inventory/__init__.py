"""Goods and their stock: the list, the editor, movements, advice, import."""
