/// The functions on AWS Lambda, each a thin edge over the pipeline.
@NullMarked
package dev.alphalift.lambda;

import org.jspecify.annotations.NullMarked;
