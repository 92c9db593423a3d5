#!/bin/sh
# Restores one day's backup into an empty database and an empty files volume: sh restore.sh 2026-06-30
# Stop the API and the workers first. Afterwards start them: the worker's reconcile starts the clocks anew.
set -eu
day=${1:?usage: restore.sh YYYY-MM-DD}
cd "/backups/$day"
sha256sum -c SHA256SUMS
pg_restore --exit-on-error --no-owner --dbname=duban duban.dump
tar -C / -xf files.tar
echo "restored $day"
