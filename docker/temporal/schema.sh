#!/bin/sh
# Makes and updates Temporal's two databases beside Duban's own. Safe to run again.
set -eu
base=/etc/temporal/schema/postgresql/v12
for name in temporal temporal_visibility; do
  kind=$([ "$name" = temporal ] && echo temporal || echo visibility)
  tool() {
    temporal-sql-tool --plugin "$SQL_PLUGIN" --endpoint "$SQL_HOST" --port "$SQL_PORT" \
      --user "$SQL_USER" --password "$SQL_PASSWORD" --database "$name" "$@"
  }
  # An existing database is no error: the update below brings it up to date.
  tool create-database || true
  tool setup-schema -v 0.0 || true
  tool update-schema -d "$base/$kind/versioned"
done
