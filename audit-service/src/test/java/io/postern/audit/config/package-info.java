/** Tests of the package of the same name. */
@NullMarked
package io.postern.audit.config;

import org.jspecify.annotations.NullMarked;
