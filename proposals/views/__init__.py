"""Pages of room 1: find what the person may see, ask the rule, call the verb, answer."""
