package io.postern.unruly.domain;

import java.nio.file.Path;

/** Planted: the domain knows the file system. */
public record FilesInTheDomain(Path path) {}
