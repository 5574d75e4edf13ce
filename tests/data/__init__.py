"""Tests of the edge that keeps things: database, files, keys."""
