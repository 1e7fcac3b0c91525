"""The demo year, told with the portal's own verbs."""
