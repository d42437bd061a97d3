/// The OpenAPI description.
@NullMarked
package dev.alphalift.http.description;

import org.jspecify.annotations.NullMarked;
