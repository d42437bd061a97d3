package dev.alphalift.store.s3;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4aHttpSigner;

/// For native executables: where the SDK looks whether AWS' Common Runtime, a library in C, is
/// there, the answer is no. The builder wants to see each class that is named, also behind such a
/// question.
@SuppressWarnings("DoNotCallSuggester")
final class WithoutCommonRuntime {
    private WithoutCommonRuntime() {}

    private static UnsupportedOperationException absent(String what) {
        return new UnsupportedOperationException(
                what + " needs AWS' Common Runtime, which is no part of this program.");
    }

    @TargetClass(className = "software.amazon.awssdk.checksums.internal.ChecksumProvider")
    static final class Checksums {
        private Checksums() {}

        /// Null has the SDK take its own.
        @Substitute
        static @Nullable SdkChecksum createCrtCrc32C() {
            return null;
        }

        @Substitute
        static SdkChecksum crc64NvmeCrtImplementation() {
            throw absent("CRC64NVME");
        }

        @Substitute
        static SdkChecksum crtXxHash(ChecksumAlgorithm algorithm) {
            throw absent(algorithm.algorithmId());
        }
    }

    /// Signatures for several regions, which nothing here asks for.
    @TargetClass(AwsV4aHttpSigner.class)
    interface Signer {
        @Substitute
        static AwsV4aHttpSigner create() {
            throw absent("The signature of several regions");
        }
    }
}
