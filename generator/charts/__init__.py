"""Charts as SVG text, from numbers and words that are given. Charts know nothing of reports."""
