"""Many documents as one file: made part by part in warm processes, kept, joined with one font set.

``leaves``  what a booklet is made of
``binding``  how a room's booklet is made for who asked: progress, parts that lie there already
``parts``  the parts that were made before, and who sweeps them
``crew``  the warm processes from outside; ``renderer`` and ``joiner`` run inside them, without
          database, settings or secrets
"""
