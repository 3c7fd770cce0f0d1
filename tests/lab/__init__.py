"""A lab of mail servers on loopback: real ones, scripted ones, their own DNS and their own authority.

Every server has an address of its own inside one 127.x.y.0/24 and listens on the usual ports, so
that the checks need no ports of their own. What the checks are told is a host name and a
credential; why a login fails stands in the servers' configuration alone.
"""
