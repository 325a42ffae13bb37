/** The pages about virtual machines, by real HTTP. */
package io.postern.portal.adapter.web.machine;
