"""What every payment provider's gateway promises."""
