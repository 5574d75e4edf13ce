"""Speed, measured as a ratio to a limit that is measured again in the same run."""
