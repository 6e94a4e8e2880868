"""Who may sign in, with which role, and how guessing is slowed down.

What a role may do on a page is in `survey.web`; phones of enumerators are in `field`.
"""
