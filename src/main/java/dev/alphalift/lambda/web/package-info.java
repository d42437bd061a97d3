/// Functions that are called: by the web, or with JSON.
@NullMarked
package dev.alphalift.lambda.web;

import org.jspecify.annotations.NullMarked;
