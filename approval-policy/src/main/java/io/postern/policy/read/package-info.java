/** Reads policies and their cases from YAML, and says where and how a text is wrong. */
@NullMarked
package io.postern.policy.read;

import org.jspecify.annotations.NullMarked;
