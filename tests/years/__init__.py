"""Tests of a year as a whole: opened like another, looked over, set in one place."""
