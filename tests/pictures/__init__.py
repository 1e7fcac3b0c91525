"""Takes the pictures of the guides from the demo year: ``python -m tests.pictures``.

Each day of the year that a picture needs is told once into ``var/pictures`` and served there;
what was told before is used again, so one picture is taken anew within seconds:
``python -m tests.pictures write sheet``.
"""
