"""Alembic's entry: runs the versions on the connection it is given."""

from alembic import context

from data.tables.all import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
