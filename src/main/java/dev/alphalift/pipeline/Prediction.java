package dev.alphalift.pipeline;

import dev.alphalift.confidence.Confidence;
import dev.alphalift.image.Mask;

/// What the model makes of a picture, before anything is cut out.
///
/// @param mask of the picture's size
/// @param foundSubject false when the model's answer was the same everywhere, so that the mask is
///   empty
/// @param confidence how far the mask can be trusted
/// @param times where the time went; nothing is decoded and encoded
public record Prediction(Mask mask, boolean foundSubject, Confidence confidence, StepTimes times) {}
