/// Bodies, forms and named texts, whatever dialect they are in.
@NullMarked
package dev.alphalift.dialect.form;

import org.jspecify.annotations.NullMarked;
