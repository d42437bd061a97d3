package dev.alphalift.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An http or https address in parts, read strictly: what is odd about it is refused rather than
/// interpreted, since two programs that interpret it differently are how guards are passed.
///
/// @param target path and query as they stand in the request line, ASCII
record SourceAddress(URI uri, boolean secure, SourceHost host, int port, String target) {
    private static final int LONGEST = 8192;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>\\[[^]@]*]|[^:@\\[\\]]*)(:(?<port>\\d{0,5}))?");

    /// @throws RefusedAddressException if it is anything else than a plain http or https address
    static SourceAddress of(String text) throws RefusedAddressException {
        if (text.length() > LONGEST) {
            throw new RefusedAddressException(
                    String.format(
                            Locale.ROOT,
                            "it has %,d characters; the limit is %,d.",
                            text.length(),
                            LONGEST));
        }
        try {
            return of(new URI(text));
        } catch (URISyntaxException e) {
            throw new RefusedAddressException("it is not a well-formed address.");
        }
    }

    private static SourceAddress of(URI uri) throws RefusedAddressException, URISyntaxException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String authority = uri.getRawAuthority();
        if (!(scheme.equals("http") || scheme.equals("https")) || authority == null) {
            throw new RefusedAddressException("only http and https addresses are read.");
        }
        if (authority.indexOf('@') >= 0) {
            throw new RefusedAddressException("it holds a user name or password.");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw new RefusedAddressException("its host or port cannot be understood.");
        }
        boolean secure = scheme.equals("https");
        String port = parts.group("port");
        return new SourceAddress(
                uri,
                secure,
                SourceHost.of(parts.group("host")),
                port == null || port.isEmpty() ? standardPort(secure) : number(port),
                target(uri));
    }

    /// Where a redirect leads.
    SourceAddress redirected(String location) throws RefusedAddressException {
        SourceAddress next;
        try {
            next = of(uri.resolve(new URI(location)).toString());
        } catch (URISyntaxException | RefusedAddressException e) {
            throw new RefusedAddressException("it redirects to an address that is not allowed.");
        }
        if (secure && !next.secure) {
            throw new RefusedAddressException("it redirects from https to http.");
        }
        return next;
    }

    /// The value of the Host header.
    String hostHeader() {
        return port == standardPort(secure) ? host.text() : host.text() + ":" + port;
    }

    private static int standardPort(boolean secure) {
        return secure ? HTTPS : HTTP;
    }

    private static int number(String port) throws RefusedAddressException {
        int number = Integer.parseInt(port);
        if (number < 1 || number > HIGHEST_PORT) {
            throw new RefusedAddressException("there is no port %s.".formatted(number));
        }
        return number;
    }

    private static String target(URI uri) throws URISyntaxException {
        // Letters outside ASCII are allowed in a path; here they become percent signs and bytes,
        // which some of them cannot: their normal form is a sign that no address may have.
        URI ascii = new URI(uri.toASCIIString());
        String path = ascii.getRawPath();
        String query = ascii.getRawQuery();
        return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }
}
