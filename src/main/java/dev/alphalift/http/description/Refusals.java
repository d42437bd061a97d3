package dev.alphalift.http.description;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createExample;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import dev.alphalift.dialect.FaultAnswer;
import dev.alphalift.dialect.FaultAnswer.Where;
import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.WebStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/// How requests may be refused, as the description of the interface says it: what the table of
/// faults ([FaultAnswer]) has for a path, and what any request may meet.
final class Refusals {
    /// One way to be refused.
    ///
    /// @param meaning one line, for a person
    record Entry(int status, String code, String meaning) {
        static Entry of(WebStatus status, String meaning) {
            return new Entry(status.number(), status.code(), meaning);
        }

        /// With more about it.
        Entry with(String more) {
            return new Entry(status, code, meaning + " " + more);
        }

        String text() {
            return "%s: %s".formatted(code, meaning);
        }
    }

    /// What any request may be answered, wherever it goes.
    private static final List<Entry> ANYWHERE =
            List.of(
                    Entry.of(
                            WebStatus.BAD_REQUEST,
                            "the address cannot be decoded, or a host is missing."),
                    Entry.of(WebStatus.METHOD_NOT_ALLOWED, "Allow says what the path knows."),
                    Entry.of(WebStatus.URI_TOO_LONG, "the address is too long."),
                    Entry.of(WebStatus.HEADERS_TOO_LONG, "the headers are too long."),
                    Entry.of(
                            WebStatus.INTERNAL_SERVER_ERROR,
                            "a bug; please report it with its requestId."));

    private static final Entry TOO_SLOW =
            Entry.of(WebStatus.REQUEST_TIMEOUT, "the request did not arrive in time.");

    private Refusals() {}

    /// What a path without a body may be answered.
    static Stream<Entry> anywhere() {
        return ANYWHERE.stream();
    }

    /// What a call may be answered that names pictures by addresses, or brings them.
    static Stream<Entry> ofPictures() {
        return called(Set.of(Where.CALLS, Where.ADDRESSES), FaultAnswer::status, FaultAnswer::code);
    }

    /// What an evaluation may be answered.
    static Stream<Entry> ofPairs() {
        return called(Set.of(Where.CALLS, Where.PAIRS), FaultAnswer::pairStatus, FaultAnswer::code);
    }

    /// What a call of remove.bg's interface may be answered, beside what is remove.bg's own.
    static Stream<Entry> ofRemoveBg() {
        return called(
                Set.of(Where.CALLS, Where.ADDRESSES),
                FaultAnswer::removeBgStatus,
                FaultAnswer::removeBgCode);
    }

    private static Stream<Entry> called(
            Set<Where> where,
            Function<FaultAnswer, Integer> status,
            Function<FaultAnswer, String> code) {
        Stream<Entry> faults =
                FaultAnswer.all()
                        .filter(row -> where.contains(row.where()))
                        .map(row -> new Entry(status.apply(row), code.apply(row), row.meaning()));
        return Stream.of(faults, Stream.of(TOO_SLOW), anywhere()).flatMap(each -> each);
    }

    /// Adds problems to what an operation may answer, where it does not say more of a status.
    static void addProblems(APIResponses answers, Stream<Entry> refusals) {
        byStatus(refusals)
                .forEach((status, several) -> {
                    if (!answers.hasAPIResponse(status)) {
                        answers.addAPIResponse(status, problem(several));
                    }
                });
    }

    /// Refusals by their status, in its order.
    static Map<String, List<Entry>> byStatus(Stream<Entry> refusals) {
        return refusals.collect(
                Collectors.groupingBy(
                        refusal -> Integer.toString(refusal.status()),
                        TreeMap::new,
                        Collectors.toList()));
    }

    /// What refusals of one status are called and mean.
    static String text(List<Entry> refusals) {
        return refusals.stream().map(Entry::text).collect(Collectors.joining("\n"));
    }

    private static APIResponse problem(List<Entry> refusals) {
        MediaType type =
                createMediaType().schema(createSchema().ref("#/components/schemas/Problem"));
        refusals.forEach(refusal ->
                type.addExample(refusal.code(), createExample().value(example(refusal))));
        return createAPIResponse()
                .description(text(refusals))
                .content(createContent().addMediaType(Problem.MEDIA_TYPE, type));
    }

    private static Map<String, Object> example(Entry refusal) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", WebStatus.of(refusal.status()).title());
        members.put("status", refusal.status());
        members.put("code", refusal.code());
        members.put("detail", refusal.meaning());
        members.put("requestId", "mine-42");
        return members;
    }
}
