"""A made-up province with known truth: registers as departments would hand them in, and what is right about them.

Nothing here is used by detection, and nothing of detection is used here: the truth is the generator's own intention.
"""
