/** The use cases over a fake Azure and a record in memory. */
@NullUnmarked
package io.postern.enforcer.app;

import org.jspecify.annotations.NullUnmarked;
