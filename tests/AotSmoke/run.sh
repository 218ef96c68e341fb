#!/usr/bin/env bash
# Usage: run.sh OUTPUT. Publishes the smoke app as a native program, refuses any warning, and runs it.
set -euo pipefail
cd "$(dirname "$0")"
output=$1
# Without clang, gcc and the system linker do.
linker=()
command -v clang >/dev/null || linker=(-p:CppCompilerAndLinker=gcc -p:LinkerFlavor=bfd)
dotnet publish AotSmoke.csproj -c Release -o "$output" "${linker[@]}" 2>&1 | tee "$output.log"
if grep -E 'warning (IL|AOT|CS|SYSLIB)[0-9]+' "$output.log"; then
  echo 'Native AOT: warnings above' >&2
  exit 1
fi
"$output/AotSmoke"
