"""What replicas speak to each other over."""
