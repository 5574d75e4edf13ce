"""One file per version, never changed after it was released."""
