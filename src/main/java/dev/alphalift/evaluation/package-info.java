/// Evaluation of many pairs, its results as data, and what is made of them.
@NullMarked
package dev.alphalift.evaluation;

import org.jspecify.annotations.NullMarked;
