-- Which account at which bot speaks for whom. The account is the immutable id that the bot's platform gives it.
CREATE TABLE bot_enrolment (
    bot          text NOT NULL,
    account      text NOT NULL,
    tenant       text NOT NULL,
    oid          text NOT NULL,
    name         text NOT NULL,
    enrolled_at  timestamptz NOT NULL,
    PRIMARY KEY (bot, account)
);

CREATE INDEX bot_enrolment_person ON bot_enrolment (tenant, oid);

-- Proofs and codes that were used. A row is needed for as long as what it stands for would hold.
CREATE TABLE bot_proof (
    bot         text NOT NULL,
    jti         text NOT NULL,
    tenant      text NOT NULL,
    oid         text NOT NULL,
    used_at     timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (bot, jti)
);

CREATE INDEX bot_proof_person ON bot_proof (tenant, oid, used_at);
CREATE INDEX bot_proof_expired ON bot_proof (expires_at);
