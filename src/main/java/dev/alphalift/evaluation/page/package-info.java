/// The report as one page that needs nothing besides.
@NullMarked
package dev.alphalift.evaluation.page;

import org.jspecify.annotations.NullMarked;
