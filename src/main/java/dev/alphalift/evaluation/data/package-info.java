/// Data sets: which file is whose truth, and what its values say.
@NullMarked
package dev.alphalift.evaluation.data;

import org.jspecify.annotations.NullMarked;
