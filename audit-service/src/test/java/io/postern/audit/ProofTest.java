package io.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.testing.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That an event is in the log, shown to somebody who trusts nothing but the signature. */
@QuarkusTest
@QuarkusTestResource(AuditWorld.class)
@QuarkusTestResource(TestKafka.class)
class ProofTest {
    @ConfigProperty(name = "postern.audit.log-dir")
    Path directory;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @TestHTTPResource("/")
    URI address;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(address);
    }

    @Test
    @TestSecurity(user = "auditor", roles = "Postern.Read")
    void anEventsProofLeadsFromItsPublishedLeafToTheRootOfTheCheckpoint() throws Exception {
        Envelope event = Examples.submitted(RequestId.next());
        send(event);
        String path = "/api/v1/proofs/" + event.id();
        Eventually.is("the event is signed", () -> http.get(path).statusCode() == 200);

        JsonNode proof = http.json(path);
        long index = proof.path("leafIndex").asLong();
        long size = proof.path("treeSize").asLong();
        List<byte[]> leaves = new PublishedLog(directory).leavesThatGiveTheRoot();
        assertThat(new String(leaves.get((int) index), StandardCharsets.UTF_8))
                .contains(event.id().value());
        byte[] hash = sha256(new byte[] {0}, leaves.get((int) index));
        assertThat(proof.path("leafHash").asText()).isEqualTo(base64(hash));
        for (JsonNode beside : proof.path("hashes")) {
            byte[] other = Base64.getDecoder().decode(beside.asText());
            boolean right = (index & 1) == 1 || index == size - 1;
            hash = right ? sha256(new byte[] {1}, other, hash) : sha256(new byte[] {1}, hash, other);
            while (right && (index & 1) == 0) {
                index >>= 1;
                size = (size + 1) >> 1;
            }
            index >>= 1;
            size = (size + 1) >> 1;
        }
        List<String> note = proof.path("checkpoint").asText().lines().toList();
        assertThat(note.get(1)).isEqualTo(proof.path("treeSize").asText());
        assertThat(note.get(2)).isEqualTo(base64(hash));
    }

    @Test
    @TestSecurity(user = "auditor", roles = "Postern.Read")
    void whatTheLogDoesNotHoldHasNoProof() throws Exception {
        http.refused(404, "/api/v1/proofs/" + EventId.next());
        assertThat(http.refused(400, "/api/v1/proofs/nonsense")).contains("event");
    }

    @Test
    void proofsAreForReaders() throws Exception {
        http.refused(401, "/api/v1/proofs/" + EventId.next());
    }

    @Test
    void thatTheLogContinuesAnEarlierSizeIsShownToAnybody() throws Exception {
        Envelope event = Examples.submitted(RequestId.next());
        send(event);
        send(Examples.submitted(RequestId.next()));
        PublishedLog log = new PublishedLog(directory);
        Eventually.is("two are signed", () -> log.size() > 1);

        List<byte[]> hashes = new ArrayList<>();
        for (byte[] leaf : log.leavesThatGiveTheRoot()) {
            hashes.add(sha256(new byte[] {0}, leaf));
        }
        int second = hashes.size();
        for (int first = 1; first <= second; first += 1 + second / 7) {
            JsonNode proof = http.json("/consistency?first=" + first + "&second=" + second);
            assertThat(proof.path("hashes").valueStream().map(JsonNode::asText))
                    .isEqualTo(subproof(first, hashes, true).stream()
                            .map(ProofTest::base64)
                            .toList());
        }
        for (String wrong : List.of("", "?first=0", "?first=x", "?first=2&second=1", "?first=1&second=1000000000")) {
            http.refused(400, "/consistency" + wrong);
        }
    }

    /** RFC 6962 §2.1.2, word for word. */
    private static List<byte[]> subproof(int m, List<byte[]> leaves, boolean known) throws Exception {
        if (m == leaves.size()) {
            return known ? List.of() : List.of(root(leaves));
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> left = leaves.subList(0, k);
        List<byte[]> right = leaves.subList(k, leaves.size());
        List<byte[]> proof = new ArrayList<>(m <= k ? subproof(m, left, known) : subproof(m - k, right, false));
        proof.add(root(m <= k ? right : left));
        return proof;
    }

    private static byte[] root(List<byte[]> leaves) throws Exception {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return sha256(new byte[] {1}, root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    @Test
    void everyCheckpointIsListedForAnybodyPageByPage() throws Exception {
        send(Examples.submitted(RequestId.next()));
        Eventually.is("something is signed", () -> http.get("/checkpoint").statusCode() == 200);

        HttpResponse<String> all = http.get("/checkpoints");
        assertThat(all.headers().firstValue("content-type").orElseThrow()).startsWith("application/x-ndjson");
        long before = 0;
        for (String line : all.body().lines().toList()) {
            JsonNode listed = new ObjectMapper().readTree(line);
            assertThat(listed.path("size").asLong()).isBetween(before + 1, before + 256);
            before = listed.path("size").asLong();
            assertThat(listed.path("note").asText()).startsWith(AuditWorld.ORIGIN + "\n" + before + "\n");
        }
        assertThat(before).isPositive();
        assertThat(http.get("/checkpoints?after=1000000000").body()).isEmpty();
        http.refused(400, "/checkpoints?after=x");
    }

    private void send(Envelope event) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            event.type().topic().wireName(), event.subject(), new EventCodec().encode(event)))
                    .get();
        }
    }

    private static byte[] sha256(byte[]... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static String base64(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }
}
