"""The window and the command line: what staff see and touch."""
