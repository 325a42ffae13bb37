#!/bin/bash
# One database a service, each with a role that reaches no other. It runs once, in the stock PostgreSQL image, on an empty
# data directory. The audit log's writer does not own its tables: what it has written it cannot change.
set -euo pipefail

sql() { psql --username "${POSTGRES_USER:-postgres}" --dbname postgres -v ON_ERROR_STOP=1 "$@"; }
password() { sed -n "s/^quarkus\.$2\.password=//p" "/run/secrets/database-$1.properties"; }

for service in request approval enforcer expiry portal audit; do
  user=postern_$service
  owner=$user
  sql -v role="$user" -v password="$(password $service datasource)" <<'SQL'
create role :"role" login password :'password';
SQL
  if [ "$service" = audit ]; then
    owner=postern_audit_owner
    sql -v role="$owner" -v password="$(password audit flyway)" <<'SQL'
create role :"role" login password :'password';
SQL
    # Taken on only to erase a person: it may delete what is kept beside the leaves, and nothing else.
    sql -v role="${user}_eraser" -v user="$user" <<'SQL'
create role :"role" nologin;
grant :"role" to :"user" with inherit false;
SQL
  fi
  sql -v database="$user" -v owner="$owner" -v role="$user" <<'SQL'
create database :"database" owner :"owner";
revoke all on database :"database" from public;
grant connect on database :"database" to :"role";
SQL
done
