-- Where the ports of a grant are reached from outside, when its VM stands behind a firewall.
ALTER TABLE access_grant ADD COLUMN mapped_ports text NOT NULL DEFAULT '[]';
