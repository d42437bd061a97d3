package dev.alphalift.lambda.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alphalift.fault.AlphaliftException.InvalidOption;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEventTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<ObjectNode> senders() {
        HttpEvents call =
                HttpEvents.post("/api/remove?bgc=1,2,3,4&name=a%20b%2Bc")
                        .header("Accept", "image/webp")
                        .body(new byte[] {(byte) 0xff, 0, 1}, "image/jpeg");
        return call.ofEverySender();
    }

    @ParameterizedTest
    @MethodSource("senders")
    void every_sender_is_understood_alike(ObjectNode event) {
        HttpEvent call = HttpEvent.of(event);

        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("/api/remove");
        assertThat(call.query().get("bgc")).isEqualTo("1,2,3,4");
        assertThat(call.query().get("NAME")).isEqualTo("a b+c");
        assertThat(call.header("accept")).isEqualTo("image/webp");
        assertThat(call.header("CONTENT-TYPE")).isEqualTo("image/jpeg");
        assertThat(call.body()).containsExactly(0xff, 0, 1);
    }

    @Test
    void samples_of_aws_are_understood_as_they_are() {
        HttpEvent http = HttpEvent.of(HttpEvents.sample("api_gateway_http"));
        assertThat(http.method()).isEqualTo("POST");
        assertThat(http.path()).isEqualTo("/my/path");
        assertThat(http.query().get("parameter2")).isEqualTo("value");
        // The sample has it twice.
        assertThatThrownBy(() -> http.query().get("parameter1"))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("parameter1");
        assertThat(http.body()).isEqualTo(bytes("Hello from Lambda!!"));

        HttpEvent url = HttpEvent.of(HttpEvents.sample("function_url"));
        assertThat(url.sender()).isEqualTo(HttpEvent.Sender.HTTP_API);
        assertThat(url.body()).isEqualTo(bytes("Hello from client!"));

        HttpEvent rest = HttpEvent.of(HttpEvents.sample("api_gateway_rest"));
        assertThat(rest.sender()).isEqualTo(HttpEvent.Sender.REST_API);
        assertThat(rest.method()).isEqualTo("GET");
        assertThat(rest.header("header2")).isEqualTo("value1,value2");
        // The sample says base64 and has plain text.
        assertThatThrownBy(rest::body).isInstanceOf(InvalidOption.class);

        HttpEvent balancer = HttpEvent.of(HttpEvents.sample("load_balancer"));
        assertThat(balancer.sender()).isEqualTo(HttpEvent.Sender.LOAD_BALANCER);
        assertThat(balancer.isMultiValued()).isFalse();
        assertThat(balancer.path()).isEqualTo("/");

        HttpEvent lists = HttpEvent.of(HttpEvents.sample("load_balancer_multi_value"));
        assertThat(lists.isMultiValued()).isTrue();
        assertThat(lists.query().get("key")).isEqualTo("hello");
        assertThat(lists.header("X-MyHeader")).isEqualTo("123");
    }

    @Test
    void a_stage_that_only_begins_like_the_path_is_no_part_of_it() {
        ObjectNode event = HttpEvents.get("/v1.0/account").httpApi();
        ((ObjectNode) event.get("requestContext")).put("stage", "v1");

        assertThat(HttpEvent.of(event).path()).isEqualTo("/v1.0/account");
    }

    @Test
    void a_stage_named_like_the_beginning_of_a_path_hides_nothing() {
        ObjectNode rest = HttpEvents.post("/api/remove").restApi();
        ((ObjectNode) rest.get("requestContext"))
                .put("stage", "api")
                .put("path", "/api/api/remove");
        assertThat(HttpEvent.of(rest).path()).isEqualTo("/api/remove");
        // Behind a domain of one's own.
        ObjectNode http = HttpEvents.post("/api/remove").httpApi();
        ((ObjectNode) http.get("requestContext")).put("stage", "api");
        assertThat(HttpEvent.of(http).path()).isEqualTo("/api/remove");
        assertThat(HttpEvent.of(HttpEvents.post("/api/remove").httpApiWithStage("api")).path())
                .isEqualTo("/api/remove");
    }

    @Test
    void bytes_that_were_taken_for_text_are_told_with_the_remedy() {
        ObjectNode event =
                HttpEvents.post("/api/remove")
                        .body(new byte[] {(byte) 0xff, (byte) 0xd8}, "image/jpeg")
                        .asText()
                        .restApi();

        assertThatThrownBy(() -> HttpEvent.of(event).body())
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("binaryMediaTypes");
    }

    @Test
    void what_cannot_be_decoded_is_an_option_at_fault() {
        assertThatThrownBy(() ->
                        HttpEvent.of(HttpEvents.get("/api/remove?a=%zz").functionUrl()).query())
                .isInstanceOf(InvalidOption.class);
        assertThatThrownBy(() ->
                        HttpEvent.of(
                                        HttpEvents.post("/api/remove")
                                                .httpApi()
                                                .put("body", "no base64!"))
                                .body())
                .isInstanceOf(InvalidOption.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "sqs", "sns"})
    void other_events_are_refused_with_advice(String sample) {
        assertThatThrownBy(() -> HttpEvent.of(HttpEvents.sample(sample)))
                .isInstanceOf(InvalidOption.class)
                .hasMessageContaining("QUARKUS_FUNQY_EXPORT");
    }

    @Test
    void nothing_and_no_object_are_refused() {
        assertThatThrownBy(() -> HttpEvent.of(null)).isInstanceOf(InvalidOption.class);
        assertThatThrownBy(() -> HttpEvent.of(JsonNodeFactory.instance.arrayNode()))
                .isInstanceOf(InvalidOption.class);
    }
}
