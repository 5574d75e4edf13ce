"""Every fault a shop has to survive, end to end: real services, database, HTTP and provider."""
