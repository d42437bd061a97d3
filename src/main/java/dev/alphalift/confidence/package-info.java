/// How far a mask can be trusted when nobody knows the truth.
@NullMarked
package dev.alphalift.confidence;

import org.jspecify.annotations.NullMarked;
