"""The history of the tables, run by Alembic, the same on SQLite and PostgreSQL."""
