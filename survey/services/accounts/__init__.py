"""Who may sign in, with which role, and how guessing is slowed down.

What a role may do on a page stands in `survey.web`; phones of enumerators stand in `field`.
"""
