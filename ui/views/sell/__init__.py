"""The counter: scanning, the cart, tiles, totals, and the panels around one sale."""
