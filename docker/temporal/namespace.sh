#!/bin/sh
# The namespace and the search attributes that the clocks carry. Safe to run again.
set -eu
temporal operator namespace describe default >/dev/null 2>&1 ||
  temporal operator namespace create --namespace default --retention 30d
attribute() {
  temporal operator search-attribute list | grep -q "$1" ||
    temporal operator search-attribute create --name "$1" --type "$2"
}
attribute dubanEntity Keyword
attribute dubanJurisdiction Keyword
attribute dubanWaitsFor Keyword
attribute dubanNextFireAt Datetime
