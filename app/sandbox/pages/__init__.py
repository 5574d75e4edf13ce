"""Web pages of the sandbox: plain HTML forms, no scripts, nothing loaded from elsewhere."""
