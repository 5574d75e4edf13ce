"""Money without a final answer, and money that needs a person."""
