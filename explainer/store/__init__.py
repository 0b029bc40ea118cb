"""Where answers live: an SQLite file, or PostgreSQL, with one contract for both."""

from explainer.store.errors import StoreError, Unavailable
from explainer.store.opening import is_new, open_store
from explainer.store.rows import First, Stored
from explainer.store.store import Store

__all__ = ["First", "Store", "StoreError", "Stored", "Unavailable", "is_new", "open_store"]
