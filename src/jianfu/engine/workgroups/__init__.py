"""Work groups: the load a unit bears, and the fewest groups that keep every channel in use."""
