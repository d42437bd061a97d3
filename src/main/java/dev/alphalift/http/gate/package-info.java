/// Who comes in: connections, places, bodies that arrive.
@NullMarked
package dev.alphalift.http.gate;

import org.jspecify.annotations.NullMarked;
