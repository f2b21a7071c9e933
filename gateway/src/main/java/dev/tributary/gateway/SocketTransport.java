package dev.tributary.gateway;

import io.vertx.core.transport.Transport;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the event loops wait for sockets: by what the kernel has of its own, where it has it and lets us. */
final class SocketTransport {

    private static final Logger LOG = LoggerFactory.getLogger(SocketTransport.class);

    private SocketTransport() {}

    /** Returns the cheapest that works here, and says in the log which that is; decision record 0017 has the figures. */
    static Transport best() {
        Transport best = Stream.of(Transport.IO_URING, Transport.EPOLL)
                .filter(Objects::nonNull)
                .filter(Transport::available)
                .findFirst()
                .orElse(Transport.NIO);
        LOG.info("Sockets are waited for by {}.", best.name());
        return best;
    }
}
