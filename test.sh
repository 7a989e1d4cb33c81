#!/usr/bin/env bash
# Sets up what is needed, builds, and passes every test. Works from any folder.
#   bash test.sh             installs nothing on the system; browser tests are skipped where no browser is found
#   bash test.sh --install   also installs, from the system's packages (Debian, Ubuntu), Chromium where no browser is found, and the
#                            programs that judge figures; without these their tests are skipped
# Where CI is set, --install is implied.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

say() { printf '%s\n' "$*" >&2; }

command -v dotnet >/dev/null || { say "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download"; exit 2; }
command -v npm >/dev/null || { say "Node.js 20 or newer with npm is needed: https://nodejs.org"; exit 2; }

has_browser() {
  [ -n "${SKILLMIX_BROWSER:-}" ] && return 0
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable chrome microsoft-edge msedge; do
    command -v "$name" >/dev/null && return 0
  done
  [ -d "/Applications/Google Chrome.app" ] || [ -d "/Applications/Chromium.app" ] || [ -d "/Applications/Microsoft Edge.app" ] \
    || [ -d "/c/Program Files/Google/Chrome" ] || [ -d "/c/Program Files (x86)/Microsoft/Edge" ]
}

if ! has_browser; then
  if [ "${1:-}" = "--install" ] || [ -n "${CI:-}" ]; then
    if command -v apt-get >/dev/null; then
      say "No browser was found: installing Debian's chromium."
      sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo"
      $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends chromium >/dev/null
    else
      say "No browser was found, and there is no apt-get to install one with."
    fi
  else
    say "No Chrome, Chromium or Edge was found: browser tests will be skipped ('bash test.sh --install' installs one)."
  fi
fi

# pdflatex with pgfplots, qpdf and poppler judge the files of figures: 64 MB to load, all but 2 MB of it LaTeX.
judges=()
command -v qpdf >/dev/null || judges+=(qpdf)
command -v pdftotext >/dev/null || judges+=(poppler-utils)
command -v pdflatex >/dev/null || judges+=(texlive-pictures)
if [ ${#judges[@]} -gt 0 ]; then
  if [ "${1:-}" = "--install" ] || [ -n "${CI:-}" ] && command -v apt-get >/dev/null; then
    say "Installing ${judges[*]}, which judge the files of figures."
    sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo"
    { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends "${judges[@]}" >/dev/null; } \
      || say "They could not be installed: tests that need them will be skipped."
  else
    say "Not found: ${judges[*]} (Debian's names). Tests that need them will be skipped."
  fi
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
dotnet build SkillMix.sln -c Release --nologo -v quiet
status=0
dotnet test SkillMix.sln -c Release --no-build --nologo --logger "trx;LogFileName=tests.trx" --results-directory "$results" || status=$?

# 'dotnet test' exits with 0 where nothing matched, so the results file is what counts.
[ -f "$results/tests.trx" ] || { say "No test was run."; printf '0 passed, 1 failed\n'; exit 1; }
counter() { sed -n "s/.*<Counters[^>]*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" "$results/tests.trx" | head -n 1; }
total=$(counter total); executed=$(counter executed); passed=$(counter passed)
failed=$(( executed - passed )); skipped=$(( total - executed ))
[ "$total" -gt 0 ] || { say "No test was run."; printf '0 passed, 1 failed\n'; exit 1; }
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
