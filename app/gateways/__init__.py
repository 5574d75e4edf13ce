"""Payment providers: one package or file each, all behind app.ports.gateway.Gateway."""
