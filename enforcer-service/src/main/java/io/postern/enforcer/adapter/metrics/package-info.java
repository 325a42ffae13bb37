/** What the enforcer shows to those who watch it. */
@NullMarked
package io.postern.enforcer.adapter.metrics;

import org.jspecify.annotations.NullMarked;
