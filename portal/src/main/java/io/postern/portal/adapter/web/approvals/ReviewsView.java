package io.postern.portal.adapter.web.approvals;

import io.postern.portal.domain.approval.Emergency;
import java.util.List;

/** Emergencies as the page shows them. */
public record ReviewsView(List<Emergency> emergencies, String count, String waiting, String trouble, String said) {}
