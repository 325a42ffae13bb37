package io.postern.portal.adapter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All assets: one style sheet and one script put together from the files that the two lists name, and the icons. */
@Singleton
public class Assets {
    private final Asset styles = joined("css/order.txt", "css", "css", "text/css;charset=UTF-8");
    private final Asset script = joined("js/order.txt", "js", "js", "text/javascript;charset=UTF-8");
    private final Asset icons = Asset.of("icons", "svg", "image/svg+xml", Asset.read("icons.svg"));
    private final Map<String, Asset> byName =
            Stream.of(styles, script, icons).collect(Collectors.toMap(Asset::name, Function.identity()));

    Asset styles() {
        return styles;
    }

    Asset script() {
        return script;
    }

    Asset icons() {
        return icons;
    }

    Optional<Asset> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static Asset joined(String order, String folder, String ending, String type) {
        List<String> files = new String(Asset.read(order), UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String file : files) {
            all.writeBytes(Asset.read(folder + "/" + file.strip()));
            all.write('\n');
        }
        return Asset.of("postern", ending, type, all.toByteArray());
    }
}
