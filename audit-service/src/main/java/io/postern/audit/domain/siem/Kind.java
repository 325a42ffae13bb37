package io.postern.audit.domain.siem;

/** What kind of event it is: class and activity of OCSF 1.8, and the type of event and of object in ASIM. */
enum Kind {
    CALL_CREATES(Shape.API_ACTIVITY, 1, "Create", "Create", "Other"),
    CALL_READS(Shape.API_ACTIVITY, 2, "Read", "Read", "Cloud Resource"),
    CALL_UPDATES(Shape.API_ACTIVITY, 3, "Update", "Set", "Other"),
    CALL_DELETES(Shape.API_ACTIVITY, 4, "Delete", "Delete", "Other"),
    NOTICE(Shape.API_ACTIVITY, 99, "Notify", "Other", "Other"),
    GRANTS(Shape.USER_ACCESS, 1, "Assign Privileges", "Create", "Policy Rule"),
    REVOKES(Shape.USER_ACCESS, 2, "Revoke Privileges", "Delete", "Policy Rule"),
    CONFIGURES(Shape.ENTITY_MANAGEMENT, 3, "Update", "Set", "Configuration Atom"),
    CONFIGURES_FIRST(Shape.ENTITY_MANAGEMENT, 1, "Create", "Create", "Configuration Atom"),
    UNCONFIGURES(Shape.ENTITY_MANAGEMENT, 4, "Delete", "Delete", "Configuration Atom"),
    FINDING(Shape.DETECTION_FINDING, 1, "Create", "Other", "Other");

    final Shape shape;
    final int activity;
    final String activityName;
    final String asimType;
    final String asimObject;

    Kind(Shape shape, int activity, String activityName, String asimType, String asimObject) {
        this.shape = shape;
        this.activity = activity;
        this.activityName = activityName;
        this.asimType = asimType;
        this.asimObject = asimObject;
    }

    /** The classes of OCSF 1.8 that records have. */
    enum Shape {
        DETECTION_FINDING(2, "Findings", 2004, "Detection Finding"),
        ENTITY_MANAGEMENT(3, "Identity & Access Management", 3004, "Entity Management"),
        USER_ACCESS(3, "Identity & Access Management", 3005, "User Access Management"),
        API_ACTIVITY(6, "Application Activity", 6003, "API Activity");

        final int category;
        final String categoryName;
        final int uid;
        final String caption;

        Shape(int category, String categoryName, int uid, String caption) {
            this.category = category;
            this.categoryName = categoryName;
            this.uid = uid;
            this.caption = caption;
        }
    }
}
