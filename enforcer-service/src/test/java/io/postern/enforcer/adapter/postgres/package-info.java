/** Tests of the record in PostgreSQL. */
@NullMarked
package io.postern.enforcer.adapter.postgres;

import org.jspecify.annotations.NullMarked;
