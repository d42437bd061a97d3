/// Objects in Amazon S3, or in what speaks its protocol.
@NullMarked
package dev.alphalift.store.s3;

import org.jspecify.annotations.NullMarked;
