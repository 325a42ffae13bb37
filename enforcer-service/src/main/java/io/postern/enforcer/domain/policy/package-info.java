/** What is asked about a VM's policy before any port of it is let go. */
@NullMarked
package io.postern.enforcer.domain.policy;

import org.jspecify.annotations.NullMarked;
