"""A fiscal year as a whole: opened like another in one act, looked over, its settings in one place.

Above the rooms, since the settings of a year lie in all of them; it keeps no record of its own.
"""
