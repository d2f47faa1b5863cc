"""A made-up collection of any size, for measuring and trying out: the same arguments give the same bytes."""
