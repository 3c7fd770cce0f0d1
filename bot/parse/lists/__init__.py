"""Lists: each row or event of a service is read by itself."""
