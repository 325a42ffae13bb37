package io.postern.request.adapter.rest;

import io.postern.contracts.id.VmId;
import io.postern.problems.Fields;
import io.postern.request.app.Inventory;
import io.postern.request.domain.Health;
import io.postern.request.domain.PlainText;
import io.postern.request.domain.VmList;
import io.postern.request.domain.VmOrder;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the filters of the VM list as strictly as other queries. */
final class VmQueries {
    private static final Pattern PART_OF_NAME = Pattern.compile("[-\\w.]{1,64}");
    private static final Pattern SUBSCRIPTION = Pattern.compile("[-0-9a-zA-Z]{1,64}");
    private static final int LONGEST_GROUP = 90;

    private VmQueries() {}

    static Inventory.Query query(
            @Nullable String list,
            @Nullable String health,
            @Nullable String name,
            @Nullable String subscription,
            @Nullable String group,
            @Nullable String order,
            @Nullable String after,
            @Nullable String limit) {
        return new Inventory.Query(
                Optional.ofNullable(list).map(VmQueries::list),
                Optional.ofNullable(health).map(VmQueries::health),
                matching("name", name, PART_OF_NAME, "it is a part of a VM's name: letters, digits and -_."),
                matching("subscription", subscription, SUBSCRIPTION, "it is the id of a subscription"),
                Optional.ofNullable(group).map(VmQueries::group),
                Optional.ofNullable(order).map(VmQueries::order),
                Optional.ofNullable(after).map(id -> Fields.read("after", id, VmId::new)),
                Queries.limit(limit));
    }

    private static VmList list(String word) {
        return VmList.named(word)
                .orElseThrow(() -> Fields.wrong("list", "it is one of configured, not-configured, unsupported"));
    }

    private static VmOrder order(String word) {
        return VmOrder.named(word)
                .orElseThrow(() ->
                        Fields.wrong("order", "it is one of " + VmOrder.all() + ", with - before it for backwards"));
    }

    private static Health.Level health(String word) {
        return Health.Level.named(word)
                .orElseThrow(() -> Fields.wrong("health", "it is one of healthy, unhealthy, not-applicable"));
    }

    private static String group(String name) {
        PlainText.flaw("It", name, LONGEST_GROUP).ifPresent(_ -> {
            throw Fields.wrong("resourceGroup", "it is the name of a resource group");
        });
        return name;
    }

    private static Optional<String> matching(String field, @Nullable String text, Pattern form, String sentence) {
        if (text != null && !form.matcher(text).matches()) {
            throw Fields.wrong(field, sentence);
        }
        return Optional.ofNullable(text);
    }
}
