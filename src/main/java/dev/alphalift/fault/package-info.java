/// Every way in which a request can fail.
@NullMarked
package dev.alphalift.fault;

import org.jspecify.annotations.NullMarked;
