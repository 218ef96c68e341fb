#!/usr/bin/env bash
# Usage: run.sh PACKAGES. An app that had migrations before takes the SDK's tables up by `dotnet ef`, on SQLite and, where it is
# installed, on PostgreSQL; then the stores work, and nothing is left that a further migration would change.
set -euo pipefail
packages=$(realpath "$1")
cd "$(dirname "$0")"
here=$PWD
version=$(basename "$packages"/Outsourcing.Sdk.Http.*.nupkg .nupkg | sed 's/^Outsourcing\.Sdk\.Http\.//')
# Its own package cache: a package of the same version from an earlier run must not be taken.
export NUGET_PACKAGES=$here/cache PackagesVersion=$version
sources=(--source "$packages")
while read -r source; do sources+=(--source "$source"); done < <(dotnet nuget list source --format short | sed -n 's/^E *//p')
dotnet tool install dotnet-ef --tool-path "$here/ef" --version 10.0.14 >/dev/null

migrate() { # NAME CONNECTION
  local project=$here/$1
  mkdir -p "$project"
  cp Migrations.csproj Program.cs "$project"
  export CRM_CONNECTION=$2
  (
    cd "$project"
    dotnet restore "${sources[@]}" -v quiet
    CRM_BEFORE=1 "$here/ef/dotnet-ef" migrations add Contacts
    CRM_BEFORE=1 "$here/ef/dotnet-ef" database update
    "$here/ef/dotnet-ef" migrations add Outsourcing
    "$here/ef/dotnet-ef" database update
    "$here/ef/dotnet-ef" migrations has-pending-model-changes
    dotnet run --no-restore
  )
}

migrate sqlite "Data Source=$here/crm.db"

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
[ -n "$bin" ] || { echo 'No PostgreSQL under /usr/lib/postgresql: SQLite alone was migrated.'; exit 0; }
server=$(mktemp -d)
as=()
# The server refuses to run as root; the packages bring the user postgres for it.
if [ "$(id -u)" = 0 ]; then chown postgres "$server"; as=(runuser -u postgres --); fi
trap '(cd / && "${as[@]}" "$bin/pg_ctl" -D "$server/data" -m immediate stop >/dev/null); rm -rf "$server"' EXIT
(cd / && "${as[@]}" "$bin/initdb" -D "$server/data" -U postgres --auth=trust -E UTF8 --locale=C >/dev/null)
(cd / && "${as[@]}" "$bin/pg_ctl" -D "$server/data" -w -l "$server/log" -o "-k $server -c listen_addresses=" start >/dev/null)
migrate postgresql "Host=$server;Username=postgres;Database=crm"
