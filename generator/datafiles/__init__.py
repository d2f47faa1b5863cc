"""Data files as such: bytes to values with places, and values to models with findings. Knows nothing of reports."""
