package io.postern.audit.adapter.blob;

import com.azure.core.credential.TokenCredential;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobContainerProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.postern.audit.app.LogArchive;
import io.postern.audit.app.LogRefused;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;

/**
 * A container of Azure Blob Storage as archive. Azure itself forbids to change and delete there, by an immutability policy on the
 * container or by version-level immutability; a container without either is no archive, and nothing is put into it.
 */
public final class BlobArchive implements LogArchive {
    /** A blob of that name is there, or no write to it is allowed because it is. */
    private static final int CONFLICT = 409;

    private static final int CONDITION_NOT_MET = 412;

    private static final int TRIES = 3;
    private static final Duration TRY = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    private final BlobContainerClient container;
    private volatile boolean immutable;

    BlobArchive(BlobContainerClient container) {
        this.container = container;
    }

    /**
     * @param container its address with https, such as {@code https://account.blob.core.windows.net/postern-log}
     * @param credential with the right to add and read blobs there (Storage Blob Data Contributor), and no other
     */
    public static BlobArchive of(URI container, TokenCredential credential) {
        return new BlobArchive(
                builder(container.toString()).credential(credential).buildClient());
    }

    static BlobContainerClientBuilder builder(String container) {
        return new BlobContainerClientBuilder()
                .endpoint(container)
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.EXPONENTIAL, TRIES, TRY, FIRST_PAUSE, LONGEST_PAUSE, null));
    }

    @Override
    public void keep(String path, byte[] bytes) {
        requireImmutable();
        BlobClient blob = container.getBlobClient(path);
        BlobParallelUploadOptions once = new BlobParallelUploadOptions(BinaryData.fromBytes(bytes))
                .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*"));
        try {
            blob.uploadWithResponse(once, null, Context.NONE);
        } catch (BlobStorageException e) {
            if (e.getStatusCode() != CONFLICT && e.getStatusCode() != CONDITION_NOT_MET) {
                throw e;
            }
            if (!Arrays.equals(blob.downloadContent().toBytes(), bytes)) {
                throw new LogRefused("the archive holds other bytes as " + path);
            }
        }
    }

    @Override
    public boolean holds(String path) {
        requireImmutable();
        return container.getBlobClient(path).exists();
    }

    /** Asked until it is so, and then never again: Azure lets nobody take a locked policy away. */
    private void requireImmutable() {
        if (immutable) {
            return;
        }
        BlobContainerProperties properties = container.getProperties();
        if (!properties.hasImmutabilityPolicy() && !properties.isImmutableStorageWithVersioningEnabled()) {
            throw new IllegalStateException("the container " + container.getBlobContainerName()
                    + " has no immutability policy, so nothing is archived there; set one: az storage container"
                    + " immutability-policy create --account-name " + container.getAccountName()
                    + " --container-name " + container.getBlobContainerName() + " --period DAYS");
        }
        immutable = true;
    }
}
