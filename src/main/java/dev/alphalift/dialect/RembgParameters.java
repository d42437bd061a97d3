package dev.alphalift.dialect;

import dev.alphalift.dialect.form.Parameters;
import dev.alphalift.dialect.option.OptionKind;
import dev.alphalift.dialect.option.RemovalOptionTable;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.pipeline.RemovalOptions;

/// The parameters of rembg's HTTP interface, with its short names, defaults and ranges, and ours.
public final class RembgParameters {
    private static final OptionKind.Flag FLAG = new OptionKind.Flag();

    private RembgParameters() {}

    /// What the parameters ask for.
    ///
    /// @param defaults what holds where they say nothing
    /// @throws InvalidOption if a value is none that its parameter can have
    /// @throws dev.alphalift.fault.AlphaliftException.NotAvailable for an extra that is not built
    ///   yet
    public static RemovalOptions options(Parameters source, RemovalOptions defaults) {
        RemovalOptions.Builder asked = defaults.toBuilder();
        RemovalOptionTable.parameters()
                .forEach(option -> {
                    String value = source.get(option.parameter());
                    // An empty field of a form is one that was left alone, as in rembg.
                    if (value != null && !value.isBlank()) {
                        option.apply(asked, option.parameter(), value);
                    }
                });
        RemovalOptions options = asked.build();
        String extras = source.get("extras");
        return extras == null || extras.isBlank() ? options : RembgExtras.apply(extras, options);
    }

    /// Whether a parameter is set, in any way that rembg's server understands; not there is no.
    ///
    /// @throws InvalidOption if it is neither a yes nor a no
    public static boolean bool(Parameters source, String name) {
        String value = source.get(name);
        return value != null && !value.isBlank() && FLAG.ofText(name, value);
    }
}
