"""Commands that have a module of their own; `cli` gives them their names."""
