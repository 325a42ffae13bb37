/** Tests of what is read from PostgreSQL, and how. */
@NullMarked
package io.postern.request.adapter.postgres;

import org.jspecify.annotations.NullMarked;
