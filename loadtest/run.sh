#!/usr/bin/env bash
# Starts the gateway and a fake provider, loads them, and leaves a report. See loadtest/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'TEXT'
usage: loadtest/run.sh [options]
  --scenario LIST   chat,large,streams,slow,storm,tenants,cold (the default, all of them), sizes, keys, models,
                    connections, limits, unfair, soak
  --rate R          requests/s in place of a scenario's own rates (open loop); max: the closed loop alone
  --duration 3s     of each measurement
  --warmup 12s      before each scenario, of each target but nginx and the provider (better 30s on two processors)
  --target T        gateway, direct (both by default), nginx, vertx, or [name=]http://host:port; repeatable
  --peer P          one more target: nginx, vertx (its plain proxy), or [name=]http://host:port in front of the provider; repeatable
  --provider-port P where the fake provider listens, for peers that must be told beforehand
  --rounds 1        each goes over all targets in turn
  --java FILE       the java that runs the gateway
  --out DIR         target/loadtest
GATEWAY_JAVA_OPTS are the gateway's JVM options (a heap of 256 MiB, and otherwise those of the container).
TEXT
}
case "${1:-}" in -h | --help) usage; exit 0 ;; esac

newest() { find src/main src/loadtest pom.xml -newer "$1" -type f -print -quit; }
jar=target/plurence-gateway.jar
if [ ! -f "$jar" ] || [ ! -d target/test-classes/com/plurence/gateway/loadtest ] || [ -n "$(newest "$jar")" ]; then
  ./mvnw -B -q -DskipTests package
fi

# Thousands of streams are two open files each.
ulimit -n "$(ulimit -Hn)" 2>/dev/null || true

# One half of the processors for the server, the other for the load, where there are two halves.
pin=()
split=()
count=$(getconf _NPROCESSORS_ONLN)
if command -v taskset >/dev/null && [ "$count" -ge 2 ]; then
  half=$((count / 2))
  server="0-$((half - 1))"
  load="$half-$((count - 1))"
  pin=(taskset -c "$load")
  split=(--server-processors "$server" --load-processors "$load")
fi

java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
exec "${pin[@]}" "$java" -Xmx1g -XX:MaxDirectMemorySize=1g -XX:+UseSerialGC -Dio.netty.leakDetectionLevel=disabled \
  -cp "target/test-classes:$jar:target/lib/*:target/loadtest-lib/*" \
  com.plurence.gateway.loadtest.LoadTest "${split[@]}" "$@"
