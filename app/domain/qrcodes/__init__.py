"""What QR codes of banks hold: texts made by the published rules, every limit checked.

They need no provider and cannot tell whether they were paid. Every builder takes amounts in minor
units and raises UserError naming the field that is wrong.
"""
