"""The assignment of rows to columns with the greatest total (the Hungarian method, shortest augmenting paths)."""

from collections.abc import Sequence

_INFINITE = float("inf")


def assign(gains: Sequence[Sequence[float]], least: float = 0.0) -> list[int]:
    """For each row the column it gets, -1 for none: the choice with the greatest sum of gains above `least`.

    A row is better left alone than given a gain below `least`.

    >>> assign([[3.0, 2.5], [2.9, 0.5]])
    [1, 0]
    """
    rows = len(gains)
    if not rows:
        return []
    columns = len(gains[0])
    width = columns + rows  # a column of its own for each row to stay alone
    cost = [[-gain for gain in row] + [-least] * rows for row in gains]
    u = [0.0] * (rows + 1)
    v = [0.0] * (width + 1)
    owner = [0] * (width + 1)
    for row in range(1, rows + 1):
        owner[0] = row
        column = 0
        slack = [_INFINITE] * (width + 1)
        came_from = [0] * (width + 1)
        done = [False] * (width + 1)
        while True:
            done[column] = True
            here, delta, following = owner[column], _INFINITE, 0
            for j in range(1, width + 1):
                if not done[j]:
                    reduced = cost[here - 1][j - 1] - u[here] - v[j]
                    if reduced < slack[j]:
                        slack[j], came_from[j] = reduced, column
                    if slack[j] < delta:
                        delta, following = slack[j], j
            for j in range(width + 1):
                if done[j]:
                    u[owner[j]] += delta
                    v[j] -= delta
                else:
                    slack[j] -= delta
            column = following
            if not owner[column]:
                break
        while column:
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    chosen = [-1] * rows
    for j in range(1, columns + 1):
        if owner[j]:
            chosen[owner[j] - 1] = j - 1
    return chosen
