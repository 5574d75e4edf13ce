"""The house keeps its own rules: layers, sizes, words, pins."""
