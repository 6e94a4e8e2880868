"""Real data small enough to ship, so that a newcomer sees a result at once."""
