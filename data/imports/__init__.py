"""Reading product lists: bytes from a file, text or workbook from bytes, rows from either."""
