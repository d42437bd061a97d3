/// Alphalift for Java: the background of a photo removed, and mattes scored, in the caller's own
/// process.
///
/// ```java
/// try (Session session = Alphalift.open()) {
///     Cutout cutout = session.remove(Path.of("photo.jpg"));
///     cutout.write(Path.of("cutout.png"));
/// }
/// ```
///
/// [Alphalift] opens sessions and scores mattes, a [Session] holds a model, [Options] say what is
/// wanted of one picture, and a [Cutout] is what comes of it. What can go wrong is one of the
/// sealed [dev.alphalift.fault.AlphaliftException]. See `docs/library.md`.
@NullMarked
package dev.alphalift;

import org.jspecify.annotations.NullMarked;
