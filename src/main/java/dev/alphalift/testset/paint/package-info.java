/// What test pictures are painted with.
@NullMarked
package dev.alphalift.testset.paint;

import org.jspecify.annotations.NullMarked;
