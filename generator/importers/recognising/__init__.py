"""Finds in a neutral document what a report says: its outline, head, tables, narrative and facts. Knows no format."""
