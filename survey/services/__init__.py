"""Use cases: what the web, the command line and jobs ask for, without knowing any of them.

Rooms, the lowest last: `demo` → `reporting`, `field` → `collecting` → `rounds` → `register` →
`accounts` → `store`. A room imports only from rooms below it; `tests/architecture` checks it.
"""
