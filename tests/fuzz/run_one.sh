#!/bin/sh
# Replays the seeds of one fuzz target, then fuzzes it. Usage: run_one.sh TARGET CORPUS (seconds: FUZZ_SECONDS, default 10).
# The seed is fixed, so that a failing run means that the change broke something; FUZZ_SEED=0 explores anew.
# What the fuzzer finds on its way goes to a temporary folder, so that the committed seeds stay as they are; a failing input is
# kept beside the target.
set -eu
target=$1
corpus=$2
seconds=${FUZZ_SECONDS:-10}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
artifacts=$(dirname -- "$target")/failures/
mkdir -p "$artifacts"
limits="-timeout=10 -rss_limit_mb=2048 -artifact_prefix=$artifacts"

[ -d "$corpus" ] && [ -n "$(ls -A "$corpus")" ] || { echo "run_one: no seeds in $corpus" >&2; exit 1; }
# shellcheck disable=SC2086
"$target" $limits -runs=0 "$corpus"
# shellcheck disable=SC2086
"$target" $limits -seed="${FUZZ_SEED:-1}" -max_total_time="$seconds" -print_final_stats=1 -verbosity=0 "$scratch" "$corpus"
