/// The one place that knows the order of the steps.
@NullMarked
package dev.alphalift.pipeline;

import org.jspecify.annotations.NullMarked;
