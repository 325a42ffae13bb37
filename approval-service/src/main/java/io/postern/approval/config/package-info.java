/** Settings, and the one place where the parts meet. */
@NullMarked
package io.postern.approval.config;

import org.jspecify.annotations.NullMarked;
