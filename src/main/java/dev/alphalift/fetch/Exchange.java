package dev.alphalift.fetch;

import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/// One request and its answer over one connection, which the caller opens and closes. HttpCore
/// writes and parses; which answers are good enough is decided here.
final class Exchange {
    private static final int LINE_LIMIT = 8192;
    private static final int HEADER_LIMIT = 100;
    private static final Set<Integer> REDIRECTS =
            Set.of(
                    HttpStatus.SC_MOVED_PERMANENTLY,
                    HttpStatus.SC_MOVED_TEMPORARILY,
                    HttpStatus.SC_SEE_OTHER,
                    HttpStatus.SC_TEMPORARY_REDIRECT,
                    HttpStatus.SC_PERMANENT_REDIRECT);

    private static final Http1Config LIMITS =
            Http1Config.custom()
                    .setMaxLineLength(LINE_LIMIT)
                    .setMaxHeaderCount(HEADER_LIMIT)
                    .setMaxEmptyLineCount(1)
                    .build();

    private final DefaultBHttpClientConnection connection;
    private final ClassicHttpResponse response;

    private Exchange(DefaultBHttpClientConnection connection, ClassicHttpResponse response) {
        this.connection = connection;
        this.response = response;
    }

    /// Asks for a picture and reads the answer's head.
    static Exchange begin(PinnedSocket socket, SourceAddress source)
            throws UnusableAnswerException {
        // The parser takes its limits from its factory, not from the connection.
        var connection =
                new DefaultBHttpClientConnection(
                        LIMITS,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new DefaultHttpResponseParserFactory(LIMITS));
        try {
            connection.bind(socket.spoken());
            connection.sendRequestHeader(request(source));
            connection.flush();
            return new Exchange(connection, connection.receiveResponseHeader());
        } catch (IOException | HttpException | IllegalArgumentException e) {
            throw broken(e);
        }
    }

    private static BasicClassicHttpRequest request(SourceAddress source) {
        // With a host, even none, the path is taken as it is; without, it is parsed once more.
        var request = new BasicClassicHttpRequest("GET", (HttpHost) null, source.target());
        request.addHeader(HttpHeaders.HOST, source.hostHeader());
        request.addHeader(HttpHeaders.USER_AGENT, "Alphalift");
        request.addHeader(HttpHeaders.ACCEPT, "*/*");
        request.addHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        request.addHeader(HttpHeaders.CONNECTION, "close");
        return request;
    }

    boolean isRedirect() {
        return REDIRECTS.contains(response.getCode());
    }

    /// Where it is redirected to.
    String location() throws UnusableAnswerException {
        Header[] locations = response.getHeaders(HttpHeaders.LOCATION);
        if (locations.length != 1 || locations[0].getValue() == null) {
            throw new UnusableAnswerException("the server redirects without saying where to.");
        }
        return locations[0].getValue();
    }

    /// The bytes of a good answer.
    ///
    /// @throws ImageTooLarge if there are more than the limit, told by the head where it says so
    byte[] body(int limit) throws UnusableAnswerException {
        checkHead();
        try {
            connection.receiveResponseEntity(response);
            long length = response.getEntity().getContentLength();
            if (length > limit) {
                throw new ImageTooLarge("bytes", length, limit);
            }
            // Never closed: that would read on to the end. The socket is closed instead.
            InputStream body = response.getEntity().getContent();
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new ImageTooLarge("bytes", bytes.length, limit);
            }
            return bytes;
        } catch (IOException | HttpException e) {
            throw broken(e);
        }
    }

    private void checkHead() throws UnusableAnswerException {
        if (response.getCode() != HttpStatus.SC_OK) {
            throw new UnusableAnswerException(
                    "the server answered %s.".formatted(response.getCode()));
        }
        for (Header coding : response.getHeaders(HttpHeaders.CONTENT_ENCODING)) {
            if (!"identity".equalsIgnoreCase(coding.getValue())) {
                throw new UnusableAnswerException(
                        "the server compressed its answer, which it was asked not to.");
            }
        }
        if (response.containsHeader(HttpHeaders.TRANSFER_ENCODING)
                && response.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
            throw new UnusableAnswerException("the server's answer contradicts itself.");
        }
    }

    private static UnusableAnswerException broken(Exception cause) {
        return new UnusableAnswerException(
                "the server broke off, was silent too long or did not speak proper HTTP.", cause);
    }
}
