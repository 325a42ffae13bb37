#!/bin/sh
# Creates the topics of topics.json that are not there yet. It runs in the stock Kafka image, which has no JSON parser, and
# so relies on that file holding one topic a line; a test keeps both together.
set -eu

bootstrap=$1
list=${2:-/etc/postern/topics.json}
tool=${KAFKA_TOPICS:-/opt/kafka/bin/kafka-topics.sh}

number() { printf '%s' "$line" | sed -n "s/.*\"$1\": *\([0-9][0-9]*\).*/\1/p"; }
text() { printf '%s' "$line" | sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p"; }

while IFS= read -r line; do
  name=$(text name)
  [ -n "$name" ] || continue
  set -- --bootstrap-server "$bootstrap" --create --if-not-exists --topic "$name" \
    --partitions "$(number partitions)" --config "cleanup.policy=$(text cleanupPolicy)"
  retention=$(number retentionMs)
  [ -z "$retention" ] || set -- "$@" --config "retention.ms=$retention"
  lag=$(number minCompactionLagMs)
  [ -z "$lag" ] || set -- "$@" --config "min.compaction.lag.ms=$lag"
  "$tool" "$@" </dev/null
done <"$list"
