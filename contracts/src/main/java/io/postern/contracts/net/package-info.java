/** Value types of access: addresses, ports, windows, rule names. */
@NullMarked
package io.postern.contracts.net;

import org.jspecify.annotations.NullMarked;
