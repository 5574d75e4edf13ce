"""The shop's books: SQLite or PostgreSQL behind the ports, and the only room with SQLAlchemy."""
