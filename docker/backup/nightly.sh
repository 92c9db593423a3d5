#!/bin/sh
# Every night at 02:00 (Asia/Shanghai): Duban's database, its files and the anchors of the record; old ones go.
# Temporal's databases are not kept: after a restore the worker's reconcile starts every clock anew.
set -eu
export TZ=Asia/Shanghai
while :; do
  now=$(date +%s)
  next=$(date -d 'tomorrow 02:00' +%s)
  [ "$(date +%H)" -lt 2 ] && next=$(date -d 'today 02:00' +%s)
  sleep $((next - now))
  /bin/sh /backup/backup.sh || echo "backup failed; the next try is tomorrow" >&2
done
