"""Web, worker and beat as one command, and what shows that they are well."""
