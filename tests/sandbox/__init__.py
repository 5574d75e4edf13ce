"""What the sandbox promises to whoever speaks its wires."""
