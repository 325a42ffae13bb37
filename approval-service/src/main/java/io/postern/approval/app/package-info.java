/** The use cases of approval, and what they need from outside. */
@NullMarked
package io.postern.approval.app;

import org.jspecify.annotations.NullMarked;
