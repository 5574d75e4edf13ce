"""What a shop does: rules, ports, use cases and the payment edges."""

__version__ = "0.1.0"
