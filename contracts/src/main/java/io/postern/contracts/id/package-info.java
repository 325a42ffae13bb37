/** Identities: of requests, grants, events, people and Azure resources. */
@NullMarked
package io.postern.contracts.id;

import org.jspecify.annotations.NullMarked;
