"""What Alembic runs to migrate: over the connection it is given, inside that connection's transaction."""

from alembic import context

from samrum_kit.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
