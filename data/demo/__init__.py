"""The demo shop: goods of nobody, to try the till with."""
