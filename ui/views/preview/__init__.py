"""A document before it is printed: pages, zoom, print, save."""
