-- What somebody had written when a stronger sign-in came between, sealed as the tokens are; neither it nor the challenge is kept for long.
alter table portal_session add column draft bytea, add column challenged_at timestamptz;
update portal_session set challenge = null;

create index portal_session_challenged on portal_session (challenged_at) where challenged_at is not null;
