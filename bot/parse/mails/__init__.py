"""Bounce mails, delivery reports and the mails inside texts, read into bounces."""
