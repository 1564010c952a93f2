#!/usr/bin/env bash
# Prints the ratios of a second run to a first: loadtest/compare.sh A B (directories of runs, or their results.json).
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$root/target/test-classes:$root/target/lib/*" \
  com.plurence.gateway.loadtest.report.Compare "$@"
