/** Tests of how the enforcer is put together. */
@NullMarked
package io.postern.enforcer.config;

import org.jspecify.annotations.NullMarked;
