"""Rankings of a few close proposals combined: pairwise majorities and Schulze's strongest paths.

A ballot is a list of keys, best first; it says nothing about keys that are not in it.
"""

from itertools import permutations


def pairwise(ballots, keys):
    """{(a, b): how many ballots put a before b} for each pair of keys."""
    wins = {pair: 0 for pair in permutations(keys, 2)}
    for ballot in ballots:
        for place, better in enumerate(ballot):
            for worse in ballot[place + 1 :]:
                wins[better, worse] += 1
    return wins


def strongest_paths(wins, keys):
    """For each pair the strength of the best chain of majorities: that of its weakest link.

    A link counts the ballots for it, and exists only where more are for it than against.
    """
    paths = {(a, b): wins[a, b] if wins[a, b] > wins[b, a] else 0 for a, b in permutations(keys, 2)}
    for via in keys:
        for a, b in permutations([key for key in keys if key != via], 2):
            paths[a, b] = max(paths[a, b], min(paths[a, via], paths[via, b]))
    return paths


def schulze(wins, keys):
    """Groups of keys, best first: those in one group are beaten by the same number of others."""
    paths = strongest_paths(wins, keys)
    beaten = {
        a: sum(paths[b, a] > paths[a, b] for b in keys if b != a) for a in keys
    }  # a Schulze order is transitive, so counting who beats a key sorts it
    return [sorted(a for a in keys if beaten[a] == n) for n in sorted(set(beaten.values()))]


def uncompared(wins, keys):
    """Pairs no ballot compares: their order follows from others alone, or from nothing."""
    return [(a, b) for a, b in permutations(keys, 2) if a < b and not (wins[a, b] or wins[b, a])]
