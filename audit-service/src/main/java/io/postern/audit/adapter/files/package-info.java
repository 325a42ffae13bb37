/** The published log as files. */
@NullMarked
package io.postern.audit.adapter.files;

import org.jspecify.annotations.NullMarked;
