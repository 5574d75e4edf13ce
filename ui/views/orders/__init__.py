"""Orders that were placed: find them, look into them, print them, take them back."""
