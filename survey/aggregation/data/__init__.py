"""Tables of facts: methods of the grade, places, published scores."""
