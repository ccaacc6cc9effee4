"""What retrieve weighs passages by, beside its three scores."""
