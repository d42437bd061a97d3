package dev.alphalift.http;

import dev.alphalift.dialect.WebAnswer;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/// An answer of a dialect as one of this server.
final class Answer {
    private Answer() {}

    static Response of(WebAnswer answer) {
        ResponseBuilder response = Response.status(answer.status());
        if (answer.body().length > 0) {
            response.entity(answer.body());
        }
        answer.headers().forEach(response::header);
        return response.build();
    }
}
