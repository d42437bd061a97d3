/// The function that uploads to S3 start.
@NullMarked
package dev.alphalift.lambda.s3;

import org.jspecify.annotations.NullMarked;
