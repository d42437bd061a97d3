package dev.alphalift.http;

import dev.alphalift.dialect.Problem;
import dev.alphalift.dialect.WebAnswer;
import dev.alphalift.dialect.WebFault;
import dev.alphalift.dialect.WebStatus;
import dev.alphalift.http.gate.RequestId;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Gives refusals of HTTP/1 that come without a word the form of the rest. Vert.x answers a request
/// line that is none, a head that is too long and the like below every handler that an application
/// has, with a status alone. Netty calls this for each new connection, when
/// `io.netty.bootstrap.extensions` tells it to look for such classes.
@RegisterForReflection
public final class BareAnswers extends ChannelInitializerExtension {
    private static final int LONGEST = 1024;
    private static final String END = "\r\n\r\n";

    private static final Pattern STATUS_LINE =
            Pattern.compile("[A-Z]{2,10}/\\d\\.\\d ([45]\\d\\d) [^\r\n]*\r\n");

    private static final int LOOKED_AT = 32;
    private static final Pattern REQUEST_LINE = Pattern.compile("[A-Z]{3,10} (/[^ ]*)");

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length:[^\r\n]*\r\n");

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        // The last that sees what is sent: bytes.
        channel.pipeline().addFirst("alphalift-bare-answers", new Words());
    }

    private static final class Words extends ChannelDuplexHandler {
        private String path = "";

        /// Notes where the request goes, whose address may be one that nobody can decode.
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf bytes) {
                Matcher line =
                        REQUEST_LINE.matcher(
                                bytes.toString(
                                        bytes.readerIndex(),
                                        Math.min(bytes.readableBytes(), LOOKED_AT),
                                        StandardCharsets.ISO_8859_1));
                if (line.lookingAt()) {
                    path = line.group(1);
                }
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            byte[] whole = message instanceof ByteBuf bytes ? completed(bytes, path) : null;
            if (whole == null) {
                ChannelFuture _ = context.write(message, promise);
                return;
            }
            ((ByteBuf) message).release();
            ChannelFuture _ =
                    context.write(context.alloc().buffer(whole.length).writeBytes(whole), promise);
        }
    }

    /// A refusal with words, null where bytes are anything else than one without.
    ///
    /// @param path where the request goes, or the beginning of that
    static byte @Nullable [] completed(ByteBuf bytes, String path) {
        int length = bytes.readableBytes();
        if (length < END.length() || length > LONGEST || !isRefusal(bytes)) {
            return null;
        }
        String head = bytes.toString(StandardCharsets.ISO_8859_1);
        Matcher line = STATUS_LINE.matcher(head);
        String names = head.toLowerCase(Locale.ROOT);
        if (!line.lookingAt()
                || head.indexOf(END) != length - END.length()
                || names.contains("\r\ncontent-type:")
                || names.contains("\r\ntransfer-encoding:")) {
            return null;
        }
        int given = Integer.parseInt(line.group(1));
        // Vert.x says so of a version of HTTP; methods are refused by the gate, with words.
        int status = given == 501 ? 505 : given;
        String id = UUID.randomUUID().toString();
        WebAnswer answer = WebFault.of(path, Problem.of(status, id));
        String fields = head.substring(line.end(), length - 2);
        String whole =
                "HTTP/1.1 %s %s\r\n%s%s: %s\r\nContent-Type: %s\r\nContent-Length: %s\r\n\r\n%s"
                        .formatted(
                                status,
                                WebStatus.of(status).title(),
                                LENGTH.matcher(fields).replaceAll(""),
                                RequestId.HEADER,
                                id,
                                answer.mediaType(),
                                answer.body().length,
                                new String(answer.body(), StandardCharsets.UTF_8));
        return whole.getBytes(StandardCharsets.UTF_8);
    }

    /// Without making a text of every piece of a picture: `HTTP/1.1 4` or `XTTP/9.9 5`.
    private static boolean isRefusal(ByteBuf bytes) {
        int start = bytes.readerIndex();
        int blank = bytes.indexOf(start, start + Math.min(bytes.readableBytes(), 16), (byte) ' ');
        if (blank < start || blank + 1 >= start + bytes.readableBytes()) {
            return false;
        }
        byte kind = bytes.getByte(blank + 1);
        return kind == '4' || kind == '5';
    }
}
