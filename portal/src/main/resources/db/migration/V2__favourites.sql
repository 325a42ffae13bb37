-- What people keep to ask for again, and why they last asked for a VM. Both are few for each person, and theirs alone.
create table portal_favourite (
    id       uuid primary key,
    owner    text not null,
    name     text not null,
    wish     text not null,
    saved_at timestamptz not null
);

create index portal_favourite_owner on portal_favourite (owner, saved_at);

create table portal_habit (
    owner    text not null,
    vm_key   text not null,
    reason   text not null,
    ticket   text not null,
    asked_at timestamptz not null,
    primary key (owner, vm_key)
);
