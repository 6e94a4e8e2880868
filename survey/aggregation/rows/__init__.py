"""From a table of texts to a typed frame: one row per response, a coded problem per fault.

Reading the file itself stands in `survey.sheets`.
"""
