package io.postern.portal.testing;

import java.util.List;

/** Somebody who can sign in at the test's issuer. */
public record Who(String id, String name, String account, List<String> roles) {
    public static final Who REQUESTER = of("requester", "Rita Requester", "Postern.Request");
    public static final Who APPROVER = of("approver", "Anton Approver", "Postern.Request");
    public static final Who ADMIN = of("admin", "Ada Admin", "Postern.Configure", "Postern.Request", "Postern.Read");
    public static final Who AUDITOR = of("auditor", "Aud Auditor", "Postern.Read");
    public static final Who OUTSIDER = of("outsider", "Olga Outsider");

    public static Who of(String id, String name, String... roles) {
        return new Who(id, name, id + "@contoso.example", List.of(roles));
    }
}
