/// What a person sees while long work goes on.
@NullMarked
package dev.alphalift.cli.progress;

import org.jspecify.annotations.NullMarked;
