/** The rules of the pages about virtual machines. */
package io.postern.portal.domain.machine;
