-- Who is signed in where. The browser has the id; here is only its hash, and the tokens are sealed under the id and a key file.
create table portal_session (
    id           bytea primary key,
    person       text not null,
    tokens       bytea not null,
    signed_in_at timestamptz not null,
    seen_at      timestamptz not null,
    ends_at      timestamptz not null,
    -- The claims request that a service wants met by the next sign-in.
    challenge    text
);

create index portal_session_over on portal_session (ends_at);
create index portal_session_idle on portal_session (seen_at);
create index portal_session_person on portal_session (person, signed_in_at);
