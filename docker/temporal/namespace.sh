#!/bin/sh
# The namespace and the two search attributes that the clocks carry. Safe to run again.
set -eu
temporal operator namespace describe default >/dev/null 2>&1 ||
  temporal operator namespace create --namespace default --retention 30d
for name in dubanEntity dubanJurisdiction; do
  temporal operator search-attribute list | grep -q "$name" ||
    temporal operator search-attribute create --name "$name" --type Keyword
done
