"""The demo of Banten: real published scores, synthetic answers, marked as such everywhere.

Nothing else imports this room, but the command `survey demo` and the sign-in page.
"""
