package io.postern.cli.verify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The lines of a file of any length, one at a time; none of them is taken into memory without a bound. */
final class Lines implements AutoCloseable {
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final String name;
    private byte[] line = new byte[8192];
    private int number;

    Lines(Path file) throws Broken {
        this.name = String.valueOf(file.getFileName());
        try {
            this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        } catch (IOException e) {
            throw Tiles.unreadable(file.toString(), e);
        }
    }

    /** Where the line read last is. */
    String place() {
        return name + " line " + number;
    }

    int number() {
        return number;
    }

    /** The next line that is not empty, without its end. */
    Optional<byte[]> next() throws Broken {
        try {
            while (true) {
                int length = read();
                if (length < 0) {
                    return Optional.empty();
                }
                if (length > 0) {
                    return Optional.of(Arrays.copyOf(line, length));
                }
            }
        } catch (IOException e) {
            throw Tiles.unreadable(name, e);
        }
    }

    private int read() throws IOException, Broken {
        number++;
        int length = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return length == 0 ? -1 : length;
            }
            if (length == LONGEST) {
                throw new Broken(place(), "longer than a record can be");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = (byte) b;
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
