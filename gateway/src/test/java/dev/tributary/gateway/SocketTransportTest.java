package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What sockets are waited for by. */
class SocketTransportTest {

    @Test
    void it_works_here() {
        assertThat(SocketTransport.best().available()).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void on_linux_it_is_the_kernels_own_way_and_io_uring_where_that_is_allowed() {
        assertThat(Transport.EPOLL.available()).as("epoll is packaged").isTrue();
        assertThat(Transport.IO_URING).as("io_uring is packaged").isNotNull();
        assertThat(SocketTransport.best())
                .isSameAs(Transport.IO_URING.available() ? Transport.IO_URING : Transport.EPOLL);
    }
}
