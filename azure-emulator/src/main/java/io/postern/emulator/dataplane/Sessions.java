package io.postern.emulator.dataplane;

import io.postern.emulator.packet.Reachability;
import io.postern.emulator.packet.Reachability.Question;
import io.postern.emulator.packet.Reachability.Verdict;
import io.postern.emulator.world.ResourceType;
import io.postern.emulator.world.Stored;
import io.postern.emulator.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections that were let in and go on. A rule that goes does not touch them, as in Azure; only a write on a security group
 * whose {@code flushConnection} is on has them judged again, and cuts those that the group lets through no more.
 */
final class Sessions implements World.Watcher {
    private static final System.Logger LOG = System.getLogger(Sessions.class.getName());

    private final Reachability reachability;
    private final Map<Socket, Question> open = new ConcurrentHashMap<>();

    Sessions(Reachability reachability) {
        this.reachability = reachability;
    }

    /** Says back what the client says, until it goes or is cut off. */
    void hold(Socket client, Question question) throws IOException {
        open.put(client, question);
        try {
            client.setSoTimeout(0);
            InputStream in = client.getInputStream();
            byte[] said = new byte[1024];
            for (int bytes = in.read(said); bytes > 0; bytes = in.read(said)) {
                client.getOutputStream().write(said, 0, bytes);
            }
        } finally {
            open.remove(client);
        }
    }

    @Override
    public void changed(String id, Optional<Stored> now) {
        now.filter(resource -> resource.type() == ResourceType.NETWORK_SECURITY_GROUPS)
                .filter(group -> group.properties().path("flushConnection").asBoolean())
                .ifPresent(group -> open.forEach((client, question) -> {
                    if (reachability
                            .judge(question)
                            .filter(v -> denies(v, group))
                            .isPresent()) {
                        cut(client);
                    }
                }));
    }

    private static boolean denies(Verdict verdict, Stored group) {
        return verdict.path().stream()
                .anyMatch(answer -> !answer.allowed() && answer.group().equals(group.name()));
    }

    private static void cut(Socket client) {
        try {
            client.setSoLinger(true, 0);
            client.close();
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "a session was gone before it was cut: {0}", gone.getMessage());
        }
    }

    void close() {
        open.keySet().forEach(Sessions::cut);
    }
}
