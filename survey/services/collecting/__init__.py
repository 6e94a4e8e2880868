"""From an answer that arrives to a submission that is stored, reviewed, shown or withdrawn.

`accept` is the one door; pages, files and phones all come through it. What phones need before
and after that door stands in `field`; figures stand in `reporting`.
"""
