"""A Doc with dates, places, organisations and people comes in; the group "events" goes out: named meetings,
forums, expositions, matches, ceremonies and activities held at a time.
"""

from kg.language.events.component import events, events_in

__all__ = ["events", "events_in"]
