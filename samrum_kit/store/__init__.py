"""The encrypted database of a workspace, its keys and its audit log."""

from samrum_kit.store.address import SERVER_FILE
from samrum_kit.store.audit import AuditLine
from samrum_kit.store.failures import DATABASE_FILE
from samrum_kit.store.keys import KEY_FILE, Cost, handed_key, rewrap
from samrum_kit.store.store import Store
from samrum_kit.store.transaction import Transaction
from samrum_kit.store.vault import create_vault

__all__ = [
    "DATABASE_FILE", "KEY_FILE", "SERVER_FILE", "AuditLine", "Cost", "Store", "Transaction", "create_vault",
    "handed_key", "rewrap",
]  # fmt: skip
