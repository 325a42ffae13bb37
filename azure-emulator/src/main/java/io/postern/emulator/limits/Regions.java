package io.postern.emulator.limits;

import io.postern.emulator.http.Call;
import io.postern.emulator.world.Seed;
import io.postern.emulator.world.World;
import java.util.List;
import java.util.Locale;

/** Which provider and region a request is for: that of the resource it names; what names none is for the region of the first group. */
public final class Regions {
    private static final int RESOURCE = 8;

    private final World world;
    private final String usual;

    public Regions(World world, Seed seed) {
        this.world = world;
        this.usual = seed.resourceGroups().path(0).path("location").asText("westeurope");
    }

    boolean isFor(Call call, String provider) {
        List<String> path = call.segments();
        int last = path.stream().map(s -> s.toLowerCase(Locale.ROOT)).toList().lastIndexOf("providers");
        return last >= 0 && call.is(last + 1, provider);
    }

    String of(Call call) {
        List<String> path = call.segments();
        if (call.is(4, "locations") && path.size() > 5) {
            return plain(path.get(5));
        }
        if (path.size() < RESOURCE) {
            return usual;
        }
        return world.find("/" + String.join("/", path.subList(0, RESOURCE)))
                .map(resource -> plain(resource.body().path("location").asText(usual)))
                .orElse(usual);
    }

    private static String plain(String region) {
        return region.replace(" ", "").toLowerCase(Locale.ROOT);
    }
}
