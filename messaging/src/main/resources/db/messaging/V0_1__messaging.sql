-- Events that were committed and go to Kafka after the transaction. The row lock on outbox_subject is taken before
-- the id is drawn and held to the commit, so that per subject the order of ids is the order of commits.
CREATE TABLE outbox (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id     text        NOT NULL UNIQUE,
    source       text        NOT NULL,
    subject      text        NOT NULL,
    version      bigint      NOT NULL CHECK (version > 0),
    shard        smallint    NOT NULL CHECK (shard BETWEEN 0 AND 15),
    topic        text        NOT NULL,
    value        bytea       NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    published_at timestamptz,
    UNIQUE (source, subject, version)
);
CREATE INDEX outbox_unpublished ON outbox (shard, id) WHERE published_at IS NULL;

CREATE TABLE outbox_subject (
    source  text   NOT NULL,
    subject text   NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (source, subject)
);

-- Events whose effect is already in this database.
CREATE TABLE inbox (
    consumer    text        NOT NULL,
    event_id    text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consumer, event_id)
);

-- The highest version seen. Per topic, because Kafka keeps no order between topics.
CREATE TABLE inbox_subject (
    consumer text   NOT NULL,
    topic    text   NOT NULL,
    source   text   NOT NULL,
    subject  text   NOT NULL,
    version  bigint NOT NULL,
    PRIMARY KEY (consumer, topic, source, subject)
);

-- Records that could not be taken for an event, or whose event can never be handled.
CREATE TABLE quarantine (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    consumer       text        NOT NULL,
    topic          text        NOT NULL,
    partition      integer     NOT NULL,
    record_offset  bigint      NOT NULL,
    value          bytea       NOT NULL,
    because        text        NOT NULL,
    quarantined_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (consumer, topic, partition, record_offset)
);
