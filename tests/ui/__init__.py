"""The window, driven as staff drive it."""
