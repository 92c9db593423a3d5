#!/bin/sh
# One backup: the files before the database, so that every file which a row names is in it.
set -eu
day=$(date +%Y-%m-%d)
part=/backups/.$day
rm -rf "$part"
mkdir -p "$part"
tar -C / -cf "$part/files.tar" files anchors
pg_dump --format=custom --file="$part/duban.dump" duban
(cd "$part" && sha256sum files.tar duban.dump > SHA256SUMS)
rm -rf "/backups/$day"
mv "$part" "/backups/$day"
find /backups -mindepth 1 -maxdepth 1 -type d -mtime +"${KEEP_DAYS:-30}" -exec rm -rf {} +
echo "backup $day done"
