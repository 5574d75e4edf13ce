"""Repositories: domain objects in and out of one transaction."""
