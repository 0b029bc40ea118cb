"""What other programs read: answers and questions in their own words.

Each form is a module. Siblings do not import each other.
"""
