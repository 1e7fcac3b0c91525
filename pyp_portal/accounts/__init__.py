"""Who: people, agencies, memberships, roles, signing in."""
