"""Real PostgreSQL and Redis for tests, from wheels, in processes of their own."""
