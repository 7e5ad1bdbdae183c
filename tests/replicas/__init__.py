"""Several servers on one PostgreSQL, as processes that can be killed and frozen."""
