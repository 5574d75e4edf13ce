"""Whole ways through the program, with real databases and a real provider on the loopback."""
