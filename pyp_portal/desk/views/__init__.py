"""Pages of a person's desk."""
