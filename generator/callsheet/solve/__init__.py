"""What a model's limits and rules imply, exactly: z3 decides, and every request it finds is judged again."""
