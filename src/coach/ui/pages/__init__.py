"""The pages: short, without logic, each a `show(coach)`."""
