package io.postern.enforcer.domain.nsg;

/** What service tags and application security groups mean around one NSG, as far as that is known. */
public interface Neighbourhood {
    /** How much of {@code addresses} is behind a service tag, in lower case. */
    Match tag(String tag, Span addresses);

    /** How much of {@code addresses} is in a group, by its id in lower case. */
    Match group(String id, Span addresses);
}
