/** Real processes: one request end to end, and what happens when any of them dies. */
package io.postern.system;
