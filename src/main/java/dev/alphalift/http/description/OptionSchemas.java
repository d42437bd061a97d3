package dev.alphalift.http.description;

import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import dev.alphalift.dialect.option.OptionKind;
import dev.alphalift.dialect.option.RemovalOption;
import dev.alphalift.pipeline.ModelEntry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/// What the values of the options of a removal look like, by their kind.
final class OptionSchemas {
    private static final List<String> BACKDROPS =
            List.of("none", "blur", "nature", "gradient:white,#8899aa");
    private static final int MOST_PIXELS = 1000;

    private OptionSchemas() {}

    /// As a text of a form or a query; empty: left alone.
    static Schema inForm(RemovalOption<?> option) {
        return switch (option.name()) {
            case "model" -> Schemas.model();
            case "backdrop" -> Schemas.oneOf(BACKDROPS.toArray(String[]::new));
            default ->
                    switch (option.kind()) {
                        case OptionKind.Flag _ -> Schemas.flag();
                        case OptionKind.Colour _ -> Schemas.colour();
                        case OptionKind.OneOf words ->
                                Schemas.oneOf(words.words().toArray(String[]::new));
                        case OptionKind.Whole whole when whole.most() == 255 -> Schemas.level();
                        case OptionKind.Whole whole when whole.most() == 100 -> Schemas.percent();
                        case OptionKind.Whole _ -> Schemas.count();
                        case OptionKind.Extent extent ->
                                Schemas.text().pattern("^(%s)?$".formatted(pattern(extent)));
                        case OptionKind.Text _, OptionKind.Marks _ -> Schemas.text();
                    };
        };
    }

    /// As a member of JSON; null: left alone.
    static Schema inJson(RemovalOption<?> option) {
        return switch (option.kind()) {
            case OptionKind.Flag _ -> Schemas.orNull(SchemaType.BOOLEAN);
            case OptionKind.Whole whole -> numbers(Schemas.orNull(SchemaType.INTEGER), whole);
            case OptionKind.Colour _ ->
                    Schemas.orNull(SchemaType.ARRAY)
                            .items(
                                    numbers(
                                            createSchema().type(List.of(SchemaType.INTEGER)),
                                            new OptionKind.Whole(0, 255, "")))
                            .minItems(4)
                            .maxItems(4);
            case OptionKind.OneOf words -> words(words.words());
            case OptionKind.Extent extent ->
                    createSchema()
                            .type(List.of(SchemaType.STRING, SchemaType.NUMBER, SchemaType.NULL))
                            .pattern("^(%s)$".formatted(pattern(extent)))
                            .minimum(BigDecimal.ZERO)
                            .maximum(BigDecimal.valueOf(500));
            case OptionKind.Marks _ ->
                    Schemas.orNull(SchemaType.ARRAY)
                            .items(createSchema().type(List.of(SchemaType.OBJECT)));
            case OptionKind.Text _ ->
                    words(option.name().equals("model") ? ModelEntry.names() : BACKDROPS);
        };
    }

    private static String pattern(OptionKind.Extent extent) {
        return extent.hasShape() ? Schemas.BRUSH : Schemas.EXTENT;
    }

    private static Schema numbers(Schema schema, OptionKind.Whole whole) {
        return schema.minimum(BigDecimal.valueOf(whole.least()))
                .maximum(BigDecimal.valueOf(Math.min(whole.most(), MOST_PIXELS)));
    }

    private static Schema words(Collection<String> words) {
        List<Object> all = new ArrayList<>(words);
        all.add(null);
        return Schemas.orNull(SchemaType.STRING).enumeration(all);
    }
}
