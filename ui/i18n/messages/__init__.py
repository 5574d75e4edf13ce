"""One file per area of the window: {key: (English, Simplified Chinese)}."""
