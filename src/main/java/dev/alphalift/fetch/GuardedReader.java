package dev.alphalift.fetch;

import dev.alphalift.fault.AlphaliftException.DeadlineExceeded;
import dev.alphalift.fault.AlphaliftException.Forbidden;
import dev.alphalift.fault.AlphaliftException.ImageTooLarge;
import dev.alphalift.fault.AlphaliftException.SourceUnavailable;
import dev.alphalift.fault.Deadline;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;

/// Reads pictures from addresses that strangers send, without letting them look into the network
/// that this runs in: http and https only, allowed hosts only, public addresses only, bounded in
/// bytes and time. Each redirect is held against the same rules. Safe for use by several threads.
public final class GuardedReader {
    private static final int MOST_REDIRECTS = 5;
    private static final int LONGEST_SHOWN = 200;
    private static final Pattern USER = Pattern.compile("//[^/]*@");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\p{Graph}]");

    private final ReadingRules rules;
    private final Connector connector;

    public GuardedReader(ReadingRules rules) {
        this(
                rules,
                new Connector(
                        InetAddress::getAllByName,
                        new PublicAddresses(),
                        (SSLSocketFactory) SSLSocketFactory.getDefault(),
                        () -> new Socket(Proxy.NO_PROXY)));
    }

    GuardedReader(ReadingRules rules, Connector connector) {
        this.rules = rules;
        this.connector = connector;
    }

    /// Reads what an address holds.
    ///
    /// @throws Forbidden if the address, or one that it redirects to, must not be read
    /// @throws SourceUnavailable if it cannot be read
    /// @throws ImageTooLarge if there are more bytes than are allowed
    /// @throws DeadlineExceeded if it takes too long, or the deadline is cancelled
    public byte[] read(String address, Deadline deadline) {
        deadline.check();
        try (SocketWatch watch = new SocketWatch(deadline)) {
            return follow(SourceAddress.of(address), watch);
        } catch (RefusedAddressException e) {
            throw new Forbidden(shown(address), e.reason());
        } catch (UnusableAnswerException e) {
            // When the watch has closed the socket, that is why.
            deadline.check();
            throw new SourceUnavailable(shown(address), e.reason(), e);
        }
    }

    private byte[] follow(SourceAddress first, SocketWatch watch)
            throws RefusedAddressException, UnusableAnswerException {
        SourceAddress at = first;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            try (PinnedSocket socket = connect(at, redirects > 0, watch)) {
                Exchange exchange = Exchange.begin(socket, at);
                if (!exchange.isRedirect()) {
                    return exchange.body(rules.bytes());
                }
                at = at.redirected(exchange.location());
            }
        }
        throw new UnusableAnswerException(
                "it redirects more than %s times.".formatted(MOST_REDIRECTS));
    }

    private PinnedSocket connect(SourceAddress at, boolean redirected, SocketWatch watch)
            throws RefusedAddressException, UnusableAnswerException {
        try {
            rules.check(at);
            return connector.open(at, watch);
        } catch (RefusedAddressException e) {
            // What a server says about its inner network stays unsaid.
            throw redirected
                    ? new RefusedAddressException("it redirects to an address that is not allowed.")
                    : e;
        }
    }

    /// An address for a message: without passwords and signatures, of one line, not endless.
    private static String shown(String address) {
        String plain = USER.matcher(address.split("[?#]", 2)[0]).replaceFirst("//");
        String line = UNPRINTABLE.matcher(plain).replaceAll("?");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...";
    }
}
