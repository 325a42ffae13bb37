/** Finds what a policy's author cannot have meant: dead ends, rules that never matter, names that nobody knows. */
@NullMarked
package io.postern.policy.lint;

import org.jspecify.annotations.NullMarked;
