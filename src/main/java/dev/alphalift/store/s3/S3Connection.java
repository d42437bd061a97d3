package dev.alphalift.store.s3;

import dev.alphalift.settings.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// How S3 is reached: what Lambda's environment says, and nothing that would have to be looked for
/// in files or on the network.
final class S3Connection {
    private static final int ATTEMPTS = 3;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private final Map<String, String> environment;
    private final Duration patience;

    /// @param patience how long one call may take, with all its attempts
    S3Connection(Map<String, String> environment, Duration patience) {
        this.environment = environment;
        this.patience = patience;
    }

    S3Client client() {
        S3ClientBuilder builder =
                S3Client.builder()
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT)
                                        .socketTimeout(silence()))
                        .region(region())
                        .credentialsProvider(credentials())
                        .forcePathStyle(pathStyle())
                        // S3's own checksum, CRC64NVME, can only be computed by a library in C; the
                        // length is compared, and the connection is encrypted.
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .overrideConfiguration(configuration());
        URI endpoint = endpoint();
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    S3Presigner presigner() {
        S3Presigner.Builder builder =
                S3Presigner.builder()
                        .region(region())
                        .credentialsProvider(credentials())
                        .serviceConfiguration(
                                S3Configuration.builder()
                                        .pathStyleAccessEnabled(pathStyle())
                                        .build());
        URI endpoint = endpoint();
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    private ClientOverrideConfiguration configuration() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build())
                // No home folder to look for a configuration in.
                .defaultProfileFile(ProfileFile.aggregator().build())
                .build();
    }

    /// How long S3 may send nothing.
    private Duration silence() {
        Duration part = patience.dividedBy(ATTEMPTS);
        return part.compareTo(LONGEST_SILENCE) < 0 ? part : LONGEST_SILENCE;
    }

    Duration patience() {
        return patience;
    }

    private Region region() {
        String name =
                environment.getOrDefault(
                        "AWS_REGION",
                        environment.getOrDefault("AWS_DEFAULT_REGION", Region.US_EAST_1.id()));
        return Region.of(name);
    }

    private AwsCredentialsProvider credentials() {
        String id = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (id == null || secret == null) {
            // Where Lambda starts from a snapshot, which must not hold any.
            return ContainerCredentialsProvider.create();
        }
        String session = environment.get("AWS_SESSION_TOKEN");
        AwsCredentials credentials =
                session == null
                        ? AwsBasicCredentials.create(id, secret)
                        : AwsSessionCredentials.create(id, secret, session);
        return StaticCredentialsProvider.create(credentials);
    }

    private @Nullable URI endpoint() {
        String address =
                environment.getOrDefault(
                        Setting.AWS_ENDPOINT_URL_S3.variable(),
                        environment.getOrDefault("AWS_ENDPOINT_URL", ""));
        return address.isBlank() ? null : URI.create(address.strip());
    }

    private boolean pathStyle() {
        return Setting.S3_PATH_STYLE.text(environment).toLowerCase(Locale.ROOT).equals("true");
    }
}
