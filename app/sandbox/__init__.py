"""A payment provider to practise with: a real HTTP server that speaks the real wires.

Trades outlive the process; customers are played on a web page or through /control; every fault
a provider or a network can have is a switch.
"""
