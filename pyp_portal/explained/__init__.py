"""Who may do what, explained: stands above the rooms, whose own rules it asks.

Each room lists its rules with their words in ``who_may.py``; nothing is decided here.
"""
