"""The balance as other programs read it."""

from gateway.store.balance import Balance


def as_json(balance: Balance) -> dict[str, object]:
    """`{"received", "recorded", "quarantined", "unaccounted", "acknowledged", "channels": {…}}`."""
    return {
        "received": balance.total.received,
        "recorded": balance.total.recorded,
        "quarantined": balance.total.quarantined,
        "unaccounted": balance.unaccounted,
        "acknowledged": balance.acknowledged,
        "channels": {
            str(channel): {
                "received": sides.received,
                "recorded": sides.recorded,
                "quarantined": sides.quarantined,
                "unaccounted": sides.unaccounted,
            }
            for channel, sides in sorted(balance.channels.items())
        },
    }
