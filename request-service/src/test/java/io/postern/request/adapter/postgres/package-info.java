/** Tests of what is read from PostgreSQL, and how. */
@org.jspecify.annotations.NullUnmarked
package io.postern.request.adapter.postgres;
