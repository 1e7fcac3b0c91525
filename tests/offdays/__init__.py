"""Tests of the days on which offices are closed."""
