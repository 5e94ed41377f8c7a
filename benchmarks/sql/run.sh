#!/bin/sh
# Starts a throw-away PostgreSQL, generates a shop into it, and measures segments over it:
#   [CUSTOMERS=N] [ORDERS=N] [ITEMS=N] benchmarks/sql/run.sh [rounds work...]
# with works of nothing, six, six-by-hand, hundred, hundred-single, tenth-single (every eleventh of these). Build the
# benchmarks in Release first. The server's directory is removed at the end; set KEEP to a directory to keep it, and to use
# it again the next time.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
customers=${CUSTOMERS:-1000000}
orders=${ORDERS:-$((customers * 10))}
items=${ITEMS:-$((orders * 2))}
[ $# -gt 0 ] || set -- 3 nothing six six-by-hand hundred tenth-single
rounds=$1
shift
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
port=${PORT:-54$(( $$ % 900 + 100 ))}
root=${KEEP:-$(mktemp -d "${TMPDIR:-/tmp}/segmentation-bench.XXXXXX")}
as=
if [ "$(id -u)" = 0 ]; then
    mkdir -p "$root" && chown postgres "$root"
    as="setpriv --reuid=postgres --regid=postgres --clear-groups --"
fi

stop() {
    $as "$bin/pg_ctl" -D "$root/data" -m fast stop > /dev/null || true
    [ -n "${KEEP:-}" ] || rm -rf "$root"
}
trap stop EXIT INT TERM

cd /
is_new=
if [ ! -d "$root/data" ]; then
    is_new=yes
    $as "$bin/initdb" -D "$root/data" -U segmentation -A trust -E UTF8 --locale=C --no-sync > /dev/null
fi
$as "$bin/pg_ctl" -D "$root/data" -w -l "$root/log" -o "-p $port -k '' -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off \
    -c shared_buffers=1GB -c work_mem=64MB -c maintenance_work_mem=512MB -c max_wal_size=8GB -c random_page_cost=1.1" start > /dev/null
if [ -n "$is_new" ]; then
    "$bin/createdb" -h 127.0.0.1 -p "$port" -U segmentation shop
    "$bin/psql" -h 127.0.0.1 -p "$port" -U segmentation -q -d shop \
        -v customers="$customers" -v orders="$orders" -v items="$items" -f "$here/generate.sql" > /dev/null
fi
dotnet "$here/../Segmentation.Benchmarks/bin/Release/net10.0/Segmentation.Benchmarks.dll" \
    sql --connection "Host=127.0.0.1;Port=$port;Username=segmentation;Database=shop;Command Timeout=3600" \
    --server "$(head -1 "$root/data/postmaster.pid")" --rounds "$rounds" "$@"
