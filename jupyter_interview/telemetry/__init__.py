"""What operators see: log lines, Jupyter Events and Prometheus metrics, without text or secrets."""
