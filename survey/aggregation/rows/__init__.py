"""From a table of texts to a typed frame: one row per response, one coded problem per fault.

Reading the file itself is the task of `survey.sheets`.
"""
