package dev.alphalift.store.s3;

import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.store.ListedObject;
import dev.alphalift.store.NewObject;
import dev.alphalift.store.ObjectAddress;
import dev.alphalift.store.ObjectHead;
import dev.alphalift.store.ObjectState;
import dev.alphalift.store.ObjectStore;
import dev.alphalift.store.PutOutcome;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;

/// Objects in S3. The connection is made by the first call: who never calls does not pay for it.
public final class S3Store implements ObjectStore, AutoCloseable {
    private static final String UNCHANGED = "\"%s\"";

    private final S3Connection connection;
    private @Nullable S3Client client;

    /// @param environment region, credentials and endpoint as Lambda sets them, and
    ///   `ALPHALIFT_S3_PATH_STYLE`
    /// @param patience how long one call may take, save for downloads
    public S3Store(Map<String, String> environment, Duration patience) {
        this.connection = new S3Connection(Map.copyOf(environment), patience);
    }

    private synchronized S3Client client() {
        if (client == null) {
            client = connection.client();
        }
        return client;
    }

    @Override
    public void put(ObjectAddress address, NewObject object) {
        try {
            client().putObject(request(address, object).build(), body(object));
        } catch (SdkException e) {
            throw S3Faults.writing(address, e);
        }
    }

    @Override
    public PutOutcome putOver(@Nullable ObjectHead seen, ObjectAddress address, NewObject object) {
        PutObjectRequest.Builder request = request(address, object);
        if (seen == null) {
            request.ifNoneMatch("*");
        } else {
            request.ifMatch(UNCHANGED.formatted(seen.etag()));
        }
        try {
            client().putObject(request.build(), body(object));
            return PutOutcome.WRITTEN;
        } catch (SdkException e) {
            PutOutcome outcome = S3Faults.outcome(e);
            if (outcome == null) {
                throw S3Faults.writing(address, e);
            }
            return outcome;
        }
    }

    private PutObjectRequest.Builder request(ObjectAddress address, NewObject object) {
        return PutObjectRequest.builder()
                .bucket(address.bucket())
                .key(address.key())
                .contentType(object.mediaType())
                .contentLength((long) object.bytes().length)
                .metadata(object.metadata())
                .overrideConfiguration(limits());
    }

    /// The bytes are given away already: no need for the SDK's own copy.
    private static RequestBody body(NewObject object) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(object.bytes()),
                object.bytes().length,
                object.mediaType());
    }

    @Override
    public boolean copy(ObjectAddress source, ObjectState state, ObjectAddress target) {
        CopyObjectRequest.Builder request =
                CopyObjectRequest.builder()
                        .sourceBucket(source.bucket())
                        .sourceKey(source.key())
                        .destinationBucket(target.bucket())
                        .destinationKey(target.key())
                        .overrideConfiguration(limits());
        if (state.version() != null) {
            request.sourceVersionId(state.version());
        } else if (state.etag() != null) {
            request.copySourceIfMatch(UNCHANGED.formatted(state.etag()));
        }
        try {
            client().copyObject(request.build());
            return true;
        } catch (SdkException e) {
            if (S3Faults.outcome(e) == PutOutcome.CHANGED) {
                return false;
            }
            throw S3Faults.writing(target, e);
        }
    }

    @Override
    public @Nullable ObjectHead head(ObjectAddress address) {
        try {
            HeadObjectResponse head =
                    client().headObject(
                                    HeadObjectRequest.builder()
                                            .bucket(address.bucket())
                                            .key(address.key())
                                            .overrideConfiguration(limits())
                                            .build());
            return new ObjectHead(
                    S3Faults.unquoted(head.eTag()), head.contentLength(), head.metadata());
        } catch (SdkException e) {
            if (S3Faults.isMissing(e)) {
                return null;
            }
            throw S3Faults.reading(address, e);
        }
    }

    @Override
    public byte @Nullable [] get(ObjectAddress address, ObjectState state, long mostBytes) {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(address.bucket()).key(address.key());
        if (state.version() != null) {
            request.versionId(state.version());
        } else if (state.etag() != null) {
            request.ifMatch(UNCHANGED.formatted(state.etag()));
        }
        ObjectBody body;
        try {
            body =
                    client().getObject(
                                    request.overrideConfiguration(limits()).build(),
                                    ObjectBody.upTo(mostBytes));
        } catch (SdkException e) {
            if (S3Faults.isChanged(e)) {
                return null;
            }
            throw S3Faults.reading(address, e);
        }
        if (body.length() > mostBytes) {
            throw new ImageTooLarge("bytes", body.length(), mostBytes);
        }
        return body.bytes();
    }

    @Override
    public void list(ObjectAddress prefix, Consumer<ListedObject> each) {
        String next = null;
        do {
            ListObjectsV2Response page = page(prefix, next);
            for (S3Object object : page.contents()) {
                each.accept(
                        new ListedObject(
                                new ObjectAddress(prefix.bucket(), object.key()),
                                S3Faults.unquoted(object.eTag()),
                                object.size()));
            }
            next = page.nextContinuationToken();
        } while (next != null);
    }

    private ListObjectsV2Response page(ObjectAddress prefix, @Nullable String token) {
        try {
            return client().listObjectsV2(
                            ListObjectsV2Request.builder()
                                    .bucket(prefix.bucket())
                                    .prefix(prefix.key())
                                    .continuationToken(token)
                                    // XML has no words for some characters of keys; the SDK
                                    // decodes them.
                                    .encodingType(EncodingType.URL)
                                    .overrideConfiguration(limits())
                                    .build());
        } catch (SdkException e) {
            throw S3Faults.listing(prefix, e);
        }
    }

    @Override
    public Map<String, String> tags(ObjectAddress address, ObjectState state) {
        Map<String, String> tags = new LinkedHashMap<>();
        try {
            client().getObjectTagging(
                            GetObjectTaggingRequest.builder()
                                    .bucket(address.bucket())
                                    .key(address.key())
                                    .versionId(state.version())
                                    .overrideConfiguration(limits())
                                    .build())
                    .tagSet()
                    .forEach((Tag tag) -> tags.put(tag.key(), tag.value()));
        } catch (SdkException e) {
            throw S3Faults.reading(address, e);
        }
        return tags;
    }

    @Override
    public void download(ObjectAddress address, Path target) {
        try {
            client().getObject(
                            GetObjectRequest.builder()
                                    .bucket(address.bucket())
                                    .key(address.key())
                                    .build(),
                            ObjectFile.at(target));
        } catch (SdkException e) {
            throw S3Faults.reading(address, e);
        }
    }

    @Override
    public URI readableAddress(ObjectAddress address, Duration validity) {
        try (S3Presigner presigner = connection.presigner()) {
            return presigner
                    .presignGetObject(
                            GetObjectPresignRequest.builder()
                                    .signatureDuration(validity)
                                    .getObjectRequest(
                                            GetObjectRequest.builder()
                                                    .bucket(address.bucket())
                                                    .key(address.key())
                                                    .build())
                                    .build())
                    .url()
                    .toURI();
        } catch (SdkException e) {
            throw S3Faults.reading(address, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The SDK encodes every key.", e);
        }
    }

    private AwsRequestOverrideConfiguration limits() {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(connection.patience())
                .build();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
