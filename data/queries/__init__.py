"""Reads for screens and reports, one module per screen."""

from data.queries.all import SqlQueries

__all__ = ["SqlQueries"]
