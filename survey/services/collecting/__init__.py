"""From the arrival of an answer to a submission that is stored, reviewed, shown or withdrawn.

`accept` is the one entry point: pages, files and phones all go through it. What phones need
before and after it is in `field`; figures are in `reporting`.
"""
