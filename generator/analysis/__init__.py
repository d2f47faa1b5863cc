"""Quantities reckoned from the figures of many reports; every one says what it rests on."""
