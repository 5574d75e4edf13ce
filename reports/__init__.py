"""Paper and workbooks: plain data in, bytes out. Imported when the first document is made."""
