"""What a shop does: rules, ports, use cases and the payment edges."""
