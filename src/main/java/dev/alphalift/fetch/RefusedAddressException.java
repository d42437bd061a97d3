package dev.alphalift.fetch;

/// An address that must not be read, with a reason that is fit for the caller. [GuardedReader]
/// makes a [dev.alphalift.fault.AlphaliftException.Forbidden] of it, which names the address that
/// the caller gave instead of the one where a redirect led.
final class RefusedAddressException extends Exception {
    private static final long serialVersionUID = 1;
    private final String reason;

    RefusedAddressException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
