"""How each role uses the portal: one guide a role, as pages, as PDFs, and found by its words.

The texts stand in ``docs/guides`` and their pictures in ``static/guides``, both of one release;
``python -m tests.pictures`` takes the pictures anew.
"""
