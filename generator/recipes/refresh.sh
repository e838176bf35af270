#!/bin/sh
# One round: pull the pages, build, test, conform. See README.md beside this file.
set -u
body=.callsheet/pull-request.md
mkdir -p .callsheet

callsheet pull --write --markdown "$@" > "$body"
pulled=$?
[ "$pulled" -le 1 ] || exit "$pulled"
if git diff --quiet -- specs && [ -z "$(git ls-files --others --exclude-standard -- specs)" ]; then
  [ "$pulled" -eq 0 ] || cat "$body" >&2    # held back, or for people to read
  exit "$pulled"
fi

callsheet build --json > .callsheet/build.json || exit 3

# What fails here is for the reviewer to see, not a reason to hide the change.
outcome() { if "$@" > .callsheet/check.log 2>&1; then echo passed; else echo "FAILED, see the log"; fi; }
{
  printf '\n### Checks\n\n'
  printf -- '- tests: %s\n' "$(outcome sh -c "${CHECK:-make test}")"
  printf -- '- conformance on recordings: %s\n' "$(outcome callsheet conform --target recorded --generated generated)"
} >> "$body"
if [ -n "${GITHUB_OUTPUT:-}" ]; then echo "changed=true" >> "$GITHUB_OUTPUT"; fi
exit 0
