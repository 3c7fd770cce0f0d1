"""What a channel reads, and which of its messages were answered."""

from __future__ import annotations

from bot.model import ChannelMode
from bot.store import channels, inbox
from tests.store_house import NOON, load_trail


def test_a_channel_reads_everything_until_somebody_says_otherwise(store):
    def mode():
        return store.read_now(lambda db: channels.load_mode(db, "T1", "C1"))

    assert mode() is ChannelMode.ALL
    for chosen in (ChannelMode.MENTIONS, ChannelMode.OFF):
        store.write_now(
            lambda db, chosen=chosen: channels.set_mode(
                db, team="T1", channel="C1", mode=chosen, actor="U1", at=NOON
            )
        )
        assert mode() is chosen
    assert [
        (trace.act, trace.detail) for trace in store.read_now(lambda db: load_trail(db, "T1", "channel:C1"))
    ] == [("mode", "mentions"), ("mode", "off")]


def test_a_message_is_answered_once(store):
    message = {"team": "T1", "channel": "C1", "message_ts": "1.1"}

    def claim(db):
        return inbox.claim_message(db, **message, at=NOON)

    assert [store.write_now(claim), store.write_now(claim)] == [True, False]
