-- How far a consumer of everything has taken in each partition: written with what the records came to. Kafka's own offsets
-- outlive a database that was restored or failed over, and would pass over what it lost.
CREATE TABLE inbox_position (
    consumer    text    NOT NULL,
    topic       text    NOT NULL,
    partition   integer NOT NULL,
    next_offset bigint  NOT NULL,
    PRIMARY KEY (consumer, topic, partition)
);
