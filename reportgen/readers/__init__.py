"""Reads any PDF or Word file for its accessibility."""
