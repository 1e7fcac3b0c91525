"""Tests of agencies and people that come from a file."""
