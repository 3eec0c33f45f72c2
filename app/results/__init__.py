"""Results: ports to the stores, what is kept in them, and what is made of it."""
