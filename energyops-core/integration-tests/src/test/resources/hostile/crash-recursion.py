"""Recurses for ever in Python.
Success: none; a plain RecursionError."""


def deeper():
    return deeper() + 1


print("begin", flush=True)
deeper()
