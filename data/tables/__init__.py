"""The tables, one module per room of the shop; `data.tables.all` knows them all."""
