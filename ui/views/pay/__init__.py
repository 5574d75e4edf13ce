"""Taking money: the tenders, cash and change, the customer's code, and the end of a sale."""
