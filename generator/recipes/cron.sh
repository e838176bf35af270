#!/bin/sh
# 17 5 * * 1  cd /path/to/checkout && generator/recipes/cron.sh
# Leaves a commit on a branch of its own and prints the body, which cron mails. Nothing is pushed.
set -eu
branch=callsheet-pull
git switch --quiet -C "$branch"
status=0
"$(dirname "$0")/refresh.sh" "$@" || status=$?
git add specs generated
if ! git diff --cached --quiet; then
  git commit --quiet -m "Follow the documentation pages" -m "$(cat .callsheet/pull-request.md)"
  cat .callsheet/pull-request.md
fi
git switch --quiet -
exit "$status"
