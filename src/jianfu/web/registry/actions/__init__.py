"""What changes the register, each with its audit entry."""
