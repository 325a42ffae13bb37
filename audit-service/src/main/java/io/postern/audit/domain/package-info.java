/** The pure rules of the trail: what a leaf is, how leaves become a root, and what may be signed. */
@NullMarked
package io.postern.audit.domain;

import org.jspecify.annotations.NullMarked;
