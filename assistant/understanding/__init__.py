"""What a question asks for, and whether it may be answered."""
