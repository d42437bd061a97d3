/// Pictures with exact opacity, made by a seed.
@NullMarked
package dev.alphalift.testset;

import org.jspecify.annotations.NullMarked;
