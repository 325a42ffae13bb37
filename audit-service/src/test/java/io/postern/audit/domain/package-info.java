/** Tests of the trail's pure rules. */
@NullMarked
package io.postern.audit.domain;

import org.jspecify.annotations.NullMarked;
