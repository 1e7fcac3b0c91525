"""Words: one source catalogue for each area and language, merged by ``build``."""
