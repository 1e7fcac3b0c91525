"""What a government site owes everybody: policies, contact, figures, open data, a map of itself."""
