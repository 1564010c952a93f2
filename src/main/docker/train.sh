#!/bin/bash
# Runs the gateway once as it will run, while the image is built, so that the JVM keeps what it learns: classes loaded and
# linked, and where the time goes. Asks what applications ask: whole answers, streams, and mistakes.
set -euo pipefail
home=$(mktemp -d)
cd "$home"
cat > gateway.yaml <<'YAML'
listeners:
  gateway: { host: 127.0.0.1, port: 18080 }
  management: { host: 127.0.0.1, port: 18081 }
  ops: { host: 127.0.0.1, port: 19090 }
store: { url: "h2:./data/plurence" }
shutdown: { drain: 1s }
YAML
export PLURENCE_BOOTSTRAP_API_KEY=plr_test_0000000000000000000000000000 PLURENCE_LOG=json

start() {
  /opt/java/bin/java @/app/jvm.options "$@" -jar /app/plurence-gateway.jar --config gateway.yaml > log &
  gateway=$!
  for _ in $(seq 300); do
    if grep -q 'plurence-gateway ready' log; then return; fi
    sleep 0.1
  done
  cat log
  exit 1
}

# ask COUNT BODY: so many times over one connection.
ask() {
  local request body=$2
  printf -v request 'POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nx-api-key: %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\n' \
    "$PLURENCE_BOOTSTRAP_API_KEY" "${#body}"
  exec 3<>/dev/tcp/127.0.0.1/18080
  for _ in $(seq $(($1 - 1))); do printf '%s\r\n%s' "$request" "$body"; done >&3
  printf '%sconnection: close\r\n\r\n%s' "$request" "$body" >&3
  cat <&3 > answers
  grep -q '^HTTP/1.1 [24]' answers
  exec 3>&-
}

plain='{"model":"demo-chat","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Tell me of the sea."}]}'
stream='{"model":"demo-chat","stream":true,"messages":[{"role":"user","content":"Tell me of the sea."}]}'

start
kill -TERM "$gateway" && wait "$gateway"
# The store is there now, as it will be at most starts.
start -XX:AOTCacheOutput=/app/gateway.aot
for _ in 1 2 3 4 5; do
  ask 400 "$plain"
  ask 100 "$stream"
  ask 10 '{"model":"none"}'
done
kill -TERM "$gateway" && wait "$gateway"
cd /
rm -r "$home"
