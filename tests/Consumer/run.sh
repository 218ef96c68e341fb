#!/usr/bin/env bash
# Usage: run.sh PACKAGES. Restores the packed packages into this copy of the project, then builds and runs it.
set -euo pipefail
packages=$(realpath "$1")
cd "$(dirname "$0")"
version=$(basename "$packages"/Outsourcing.Sdk.Http.*.nupkg .nupkg | sed 's/^Outsourcing\.Sdk\.Http\.//')
# Its own package cache: a package of the same version from an earlier run must not be taken.
export NUGET_PACKAGES=$PWD/cache
dotnet nuget locals global-packages --list >/dev/null
sources=(--source "$packages")
while read -r source; do sources+=(--source "$source"); done < <(dotnet nuget list source --format short | sed -n 's/^E *//p')
dotnet restore "${sources[@]}" -p:PackagesVersion="$version"
dotnet run --no-restore -p:PackagesVersion="$version"
