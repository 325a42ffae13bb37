package io.postern.enforcer.domain.inventory;

/** What Azure did not let us read of a subscription, so that it is taken from before, or is not known. */
public enum Unread {
    /** Which NSG stands before a subnet. */
    SUBNETS,
    /** Which firewall traffic is led through. */
    ROUTES,
    /** Under which public addresses an interface is reached. */
    PUBLIC_ADDRESSES,
    /** At which public address a firewall is reached, and which subnet it stands in. */
    FIREWALL
}
