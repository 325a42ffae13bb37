/** The pages about virtual machines. */
@NullMarked
package io.postern.portal.adapter.web.machine;

import org.jspecify.annotations.NullMarked;
