"""The shop's books: SQLite or PostgreSQL behind the ports. SQLAlchemy lives here and nowhere else."""
