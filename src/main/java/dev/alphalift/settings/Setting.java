package dev.alphalift.settings;

import static dev.alphalift.settings.Reader.ANSWERING;
import static dev.alphalift.settings.Reader.DEVELOPMENT;
import static dev.alphalift.settings.Reader.EVALUATION;
import static dev.alphalift.settings.Reader.EVERYBODY;
import static dev.alphalift.settings.Reader.FUNCTIONS;
import static dev.alphalift.settings.Reader.LAUNCHER;
import static dev.alphalift.settings.Reader.REMOVE_HTTP;
import static dev.alphalift.settings.Reader.REMOVE_S3;
import static dev.alphalift.settings.Reader.SERVER;
import static dev.alphalift.settings.Reader.WEB;
import static dev.alphalift.settings.Value.none;
import static dev.alphalift.settings.Value.whole;

import dev.alphalift.codec.ImageLimits;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import dev.alphalift.segment.Models;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The table of all settings, each an environment variable: who reads it, its default, unit and
/// range, one line of help. Those of ours are called `ALPHALIFT_` and the constant's name; those
/// that others gave a meaning first have a name of their own.
///
/// docs/settings.md tells them to people at length.
@SuppressWarnings("ImmutableEnumChecker") // sets of constants and records of words and numbers
public enum Setting {
    MAX_PIXELS(EVERYBODY, whole(ImageLimits.DEFAULT.pixels(), "pixels"), "largest picture"),
    MAX_BYTES(EVERYBODY, whole(ImageLimits.DEFAULT.bytes(), "bytes"), "longest file"),
    MAX_SIDE(EVERYBODY, whole(ImageLimits.DEFAULT.side(), "pixels"), "longest width or height"),
    THREADS(EVERYBODY, new Value.Computed("all", Integer.MAX_VALUE), "processors to use"),
    /// What Lambda's memory buys is the default there.
    OMP_NUM_THREADS(
            "OMP_NUM_THREADS",
            EVERYBODY,
            new Value.Computed("all", Integer.MAX_VALUE),
            "the same, as rembg"),
    PROVIDER(EVERYBODY, new Value.Text("cpu"), "what runs the models: see --provider"),
    ONNXRUNTIME_PATH(EVERYBODY, none(), "the folder of another build of ONNX Runtime"),
    PICTURE_MEMORY(
            EVERYBODY,
            new Value.Computed("as memory allows", Long.MAX_VALUE),
            "bytes for pictures in work"),
    MAX_MODELS(EVERYBODY, whole(2, ""), "models in memory at once"),
    MODELS_URL(EVERYBODY, none(), "a mirror of the published models"),
    U2NET_HOME("U2NET_HOME", EVERYBODY, none(), "the folder of models"),
    REMBG_HOME("REMBG_HOME", EVERYBODY, none(), "the same, without U2NET_HOME"),
    XDG_DATA_HOME("XDG_DATA_HOME", EVERYBODY, none(), "where rembg/ lies, without those two"),
    MODEL_CHECKSUM_DISABLED(
            "MODEL_CHECKSUM_DISABLED", EVERYBODY, none(), "if it is there, models are not checked"),
    LPIPS_MODEL(EVERYBODY, none(), "an ONNX model that LPIPS is taken with"),

    TIMEOUT(ANSWERING, whole(60, "seconds"), "for a request in all"),
    MAX_WAITING(ANSWERING, whole(32, ""), "pictures that may wait"),
    BODY_TIMEOUT(Set.of(SERVER), whole(30, "seconds"), "for a picture to arrive"),
    LEAST_RATE(Set.of(SERVER), whole(1000, "bytes a second"), "least that arrives"),
    HEAD_TIMEOUT(Set.of(SERVER), whole(20, "seconds"), "for a request's head to arrive"),
    MAX_CONNECTIONS(Set.of(SERVER), whole(1000, ""), "connections at once"),
    CLIENT_PART(
            Set.of(SERVER),
            new Value.Whole(50, "percent", 100),
            "what one address may have of it all"),
    TRUSTED_PROXIES(Set.of(SERVER), none(), "proxies whose X-Forwarded-For is believed"),
    OFFERED_MODELS(WEB, none(), "the only models that may be asked for"),
    URL_HOSTS(WEB, none(), "hosts whose pictures may be read by address"),
    API_KEYS(WEB, none(), "keys of which callers must show one"),
    /// The server shows it usually, the function does not.
    PAGE(WEB, none(), "on or off: the page for people"),
    REMOVEBG_SIZE(WEB, new Value.Text("auto"), "how large remove.bg's results are"),

    MODEL(Set.of(FUNCTIONS), new Value.Text(Models.DEFAULT), "where a call names none"),
    METRICS_NAMESPACE(Set.of(FUNCTIONS), new Value.Text("Alphalift"), "CloudWatch's namespace"),
    AWS_ENDPOINT_URL_S3(
            "AWS_ENDPOINT_URL_S3", Set.of(FUNCTIONS), none(), "another server of S3's protocol"),
    S3_PATH_STYLE(Set.of(FUNCTIONS), none(), "true: buckets stand in the path"),
    EVALUATIONS(Set.of(EVALUATION), none(), "s3:// folder of reports without a place"),
    RESULTS(Set.of(REMOVE_HTTP), none(), "s3:// folder of results too long to be sent back"),
    RESULTS_SECONDS(Set.of(REMOVE_HTTP), whole(900, "seconds"), "how long those can be fetched"),
    CORS_ORIGINS(Set.of(REMOVE_HTTP), none(), "pages that may call, or *"),
    FAILED_SAMPLES(Set.of(REMOVE_HTTP, REMOVE_S3), none(), "s3:// folder of what failed"),
    OUTPUT(Set.of(REMOVE_S3), none(), "s3:// folder of the cutouts"),
    REVIEW(Set.of(REMOVE_S3), none(), "s3:// folder of what needs a look"),
    OPTIONS_BY_PREFIX(Set.of(REMOVE_S3), none(), "JSON: options by the beginning of the key"),
    OPTIONS_FROM_TAGS(Set.of(REMOVE_S3), none(), "true: options in tags of the source"),

    JAVA_OPTS(Set.of(LAUNCHER), none(), "more flags for Java"),
    JVM(Set.of(LAUNCHER), none(), "1: no executable"),
    NO_BUILD(Set.of(LAUNCHER), none(), "1: what was built, even if sources are newer"),
    VERBOSE(Set.of(LAUNCHER), none(), "1: why there is no start-up cache"),

    JDK_PLACES(Set.of(DEVELOPMENT), none(), "where a JDK is looked for"),
    MAVEN(Set.of(DEVELOPMENT), none(), "an mvn to run instead"),
    MAVEN_PLACES(Set.of(DEVELOPMENT), none(), "where Maven is looked for"),
    SURROUNDINGS(Set.of(DEVELOPMENT), none(), "what the tests run in"),
    TEST_DATA(Set.of(DEVELOPMENT), none(), "data that is no part of the project");

    /// What the variables of ours begin with.
    static final String PREFIX = "ALPHALIFT_";

    private final String variable;
    private final Set<Reader> readers;
    private final Value value;
    private final String help;

    Setting(Set<Reader> readers, Value value, String help) {
        this.variable = PREFIX + name();
        this.readers = readers;
        this.value = value;
        this.help = help;
    }

    Setting(String variable, Set<Reader> readers, Value value, String help) {
        this.variable = variable;
        this.readers = readers;
        this.value = value;
        this.help = help;
    }

    /// The environment variable's name.
    public String variable() {
        return variable;
    }

    /// Who reads it.
    public Set<Reader> readers() {
        return readers;
    }

    /// The default, with its unit, for people; empty: there is none.
    public String shown() {
        return value.shown();
    }

    /// What it says, on one line.
    public String help() {
        return help;
    }

    Value value() {
        return value;
    }

    /// The whole number that an environment sets.
    ///
    /// @return the default where the variable is missing or blank
    /// @throws InvalidOption if it is none, or not in its range
    public long number(Map<String, String> environment) {
        if (value instanceof Value.Whole(long fallback, _, long most)) {
            return number(environment, fallback, most);
        }
        throw new IllegalStateException("The setting " + variable + " has no number for default.");
    }

    /// The same, of a setting whose default depends on the machine.
    ///
    /// @param computed that default
    /// @throws InvalidOption if it is none, or not in its range
    public long number(Map<String, String> environment, long computed) {
        if (value instanceof Value.Computed(_, long most)) {
            return number(environment, computed, most);
        }
        throw new IllegalStateException("The default of " + variable + " is not computed.");
    }

    private long number(Map<String, String> environment, long fallback, long most) {
        return WholeNumber.of(variable, environment.get(variable), fallback, most);
    }

    /// The words that an environment sets, without blanks around them.
    ///
    /// @return the default where the variable is missing or blank; empty: there is none
    public String text(Map<String, String> environment) {
        String text = environment.getOrDefault(variable, "");
        return text.isBlank() && value instanceof Value.Text(String fallback)
                ? fallback
                : text.strip();
    }

    /// The entries of a list with commas between, without blanks around them; empty ones count for
    /// nothing.
    public List<String> list(Map<String, String> environment) {
        return Arrays.stream(text(environment).split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /// What is said of a value that makes no sense.
    ///
    /// @param text the value
    /// @param expected what it must be
    public InvalidOption refused(String text, String expected) {
        return new InvalidOption(variable, text, expected);
    }
}
