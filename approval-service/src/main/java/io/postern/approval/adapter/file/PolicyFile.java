package io.postern.approval.adapter.file;

import io.postern.approval.app.PolicyOrigin;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.read.PolicyFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The file with the approval policy, looked at again every second. What cannot be taken up changes nothing, loudly. */
public final class PolicyFile implements PolicyOrigin, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PolicyFile.class);
    private static final int MOST_BYTES = 1024 * 1024;
    private static final Duration REMIND_EVERY = Duration.ofMinutes(5);

    private final Path file;
    private final Function<String, ApprovalPolicy> adopt;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("policy-file").factory());

    /** What has been taken up or refused, and so needs no second look. */
    private @Nullable String dealtWith;

    /** Why that was refused; null when it holds. */
    private @Nullable String refusedBecause;

    /** What the last look found, for the first time. */
    private @Nullable String fresh;

    private long toldAt;
    private volatile @Nullable String fault;

    /** @param adopt lets a text hold from now on, or says in an exception why not */
    public PolicyFile(Path file, Function<String, ApprovalPolicy> adopt) {
        this.file = file;
        this.adopt = adopt;
    }

    /** Takes up what the file says at the start; without a policy there is nothing to decide by. */
    public void readFirst() {
        try {
            String text = read();
            LOG.infof("approval policy %s holds", adopt.apply(text).version());
            dealtWith = text;
        } catch (IOException e) {
            throw new IllegalStateException("The approval policy file " + file + " cannot be read (" + why(e)
                    + "): put a policy there, or set POSTERN_APPROVAL_POLICY_FILE.");
        } catch (PolicyFault e) {
            throw new IllegalStateException("The approval policy file " + file + " is refused: " + e.getMessage(), e);
        }
    }

    public void follow(Duration every) {
        looks.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** A text counts once two looks in a row found it: half a file that is being written can read like a whole policy. */
    void look() {
        try {
            String text = read();
            if (text.equals(dealtWith)) {
                fresh = null;
                settle(refusedBecause);
            } else if (text.equals(fresh)) {
                take(text);
            } else {
                fresh = text;
            }
        } catch (IOException e) {
            tell("it cannot be read (" + why(e) + ")");
        } catch (RuntimeException e) { // the database's, say: the next look tries again, which an exception would end
            tell("it cannot be kept (" + e.getMessage() + ")");
        }
    }

    private void take(String text) {
        String because = null;
        try {
            ApprovalPolicy policy = adopt.apply(text);
            LOG.infof("outcome=changed: approval policy %s holds now", policy.version());
        } catch (PolicyFault e) {
            because = e.getMessage();
        }
        dealtWith = text;
        fresh = null;
        refusedBecause = because;
        settle(because);
    }

    private void settle(@Nullable String because) {
        if (because == null) {
            fault = null;
        } else {
            tell(because);
        }
    }

    private void tell(String sentence) {
        boolean again = sentence.equals(fault);
        if (!again || System.nanoTime() - toldAt > REMIND_EVERY.toNanos()) {
            LOG.errorf(
                    "outcome=refused reason=policy: the approval policy file %s is refused, the one before goes on"
                            + " holding: %s",
                    file, sentence);
            toldAt = System.nanoTime();
        }
        fault = sentence;
    }

    private String read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("larger than " + MOST_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    private static String why(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is none";
            case CharacterCodingException _ -> "it is not UTF-8";
            default -> String.valueOf(failure.getMessage());
        };
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
