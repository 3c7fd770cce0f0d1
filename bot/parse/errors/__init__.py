"""Errors of programs, of their systems and of TLS, that are no reply of a server."""
