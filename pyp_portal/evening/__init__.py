"""The last evening before a call closes: what rests so that saving and submitting go on."""
