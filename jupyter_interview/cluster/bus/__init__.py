"""How replicas speak to each other: buses that carry messages, and streams over them."""
