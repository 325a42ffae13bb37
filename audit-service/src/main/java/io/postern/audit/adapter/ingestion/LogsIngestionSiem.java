package io.postern.audit.adapter.ingestion;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.rest.RequestOptions;
import com.azure.core.util.BinaryData;
import com.azure.monitor.ingestion.LogsIngestionClient;
import com.azure.monitor.ingestion.LogsIngestionClientBuilder;
import io.postern.audit.app.siem.Form;
import io.postern.audit.app.siem.Siem;
import io.postern.audit.app.siem.SiemUnavailable;
import io.postern.audit.domain.siem.Told;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The Logs Ingestion API of Azure Monitor: JSON arrays of at most a megabyte for one stream of a data collection rule. What is
 * throttled or fails is tried again when the answer says, or with growing pauses; an answer that is lost may mean a batch
 * twice. It cannot be asked what it holds.
 */
public final class LogsIngestionSiem implements Siem {
    /** The API takes a megabyte; a little is left for what it counts otherwise. */
    private static final int BATCH_BYTES = 1_000_000;

    private final LogsIngestionClient client;
    private final String ruleId;
    private final String stream;
    private final Form form;

    LogsIngestionSiem(LogsIngestionClient client, String ruleId, String stream, Form form) {
        this.client = client;
        this.ruleId = ruleId;
        this.stream = stream;
        this.form = form;
    }

    /**
     * @param endpoint of the data collection rule or of a data collection endpoint, with https
     * @param ruleId the immutable id of the data collection rule
     */
    public static LogsIngestionSiem of(
            String endpoint, TokenCredential credential, String ruleId, String stream, Form form) {
        ExponentialBackoffOptions pauses = new ExponentialBackoffOptions()
                .setMaxRetries(5)
                .setBaseDelay(Duration.ofSeconds(1))
                .setMaxDelay(Duration.ofSeconds(30));
        LogsIngestionClient client = new LogsIngestionClientBuilder()
                .endpoint(endpoint)
                .credential(credential)
                .retryOptions(new RetryOptions(pauses))
                .buildClient();
        return new LogsIngestionSiem(client, ruleId, stream, form);
    }

    @Override
    public Optional<LastTold> last() {
        return Optional.empty();
    }

    @Override
    public void tell(List<Told> leaves) throws InterruptedException {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (Told told : leaves) {
            byte[] row = form.of(told);
            if (batch.size() > 0 && batch.size() + row.length + 2 > BATCH_BYTES) {
                upload(batch);
                batch.reset();
            }
            batch.write(batch.size() == 0 ? '[' : ',');
            batch.writeBytes(row);
        }
        upload(batch);
    }

    private void upload(ByteArrayOutputStream batch) throws InterruptedException {
        batch.write(']');
        try {
            client.uploadWithResponse(ruleId, stream, BinaryData.fromBytes(batch.toByteArray()), new RequestOptions());
        } catch (RuntimeException e) { // what the client throws for a lost connection is no type of its own
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while Azure Monitor was to take rows");
            }
            throw new SiemUnavailable("Azure Monitor does not take rows for " + stream, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
