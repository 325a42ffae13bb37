package io.postern.policy.read;

import org.yaml.snakeyaml.nodes.MappingNode;

/** The keys and values of one section as they stand in the text. */
record Entries(Part whole, MappingNode mapping, Text text) {}
