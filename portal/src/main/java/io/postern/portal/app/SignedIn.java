package io.postern.portal.app;

import io.postern.portal.domain.Person;

/** The person at the other end of the call that is being answered. */
public interface SignedIn {
    Person person();

    /** What the services are asked with; never shown to anybody. */
    String accessToken();

    /** The way that they came, nearest last, out of which services read what "my IP" means. */
    String address();
}
