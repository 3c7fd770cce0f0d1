"""Refuses the Block Kit that Slack refuses, so that what passes here works there.

Must not change a payload, and must not know a method: the workspace decides what to do with a refusal.
"""

from __future__ import annotations

from bot.sandbox.blocks.shapes import BlockError, Surface
from bot.sandbox.blocks.validate import refusal, validate_message, validate_suggestions, validate_view

__all__ = ["BlockError", "Surface", "refusal", "validate_message", "validate_suggestions", "validate_view"]
