/** Settings, and the only place where classes are put together. */
@NullMarked
package io.postern.request.config;

import org.jspecify.annotations.NullMarked;
