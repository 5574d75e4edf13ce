"""Settings: of the shop, which are the same on every till, and of this till."""
