/// HTTP: requests to the pipeline's words, results and faults to answers.
@NullMarked
package dev.alphalift.http;

import org.jspecify.annotations.NullMarked;
