"""Parcels on their way: the board, and what can be done with one of them."""
