-- When everything was last to be shut, at an NSG or, without a name, everywhere: what was approved before never opens.
CREATE TABLE panic (
    nsg        text        PRIMARY KEY,
    ordered_at timestamptz NOT NULL
);
