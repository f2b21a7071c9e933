package dev.tributary.confluence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.model.Account;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.token.AccessToken;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many users are refused while Atlassian does not answer: nobody else may wait for that, and nothing may pile up. */
final class SiteCheckTest {

    private static final String RIVERS = "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0001";
    private static final int MANY = 3_000;

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final SiteCheck check = new SiteCheck(
            new Sites(List.of(Site.cloud(
                    "rivers",
                    Cloud.atlassian(),
                    new ClientRegistration(
                            "tributary", Secret.of("secret"), URI.create("https://app.example/callback"), List.of())))),
            this::opened,
            connection -> {},
            Clock.systemUTC());

    @Test
    void looks_that_hang_take_no_thread_of_others_and_do_not_pile_up() throws Exception {
        for (int i = 0; i < MANY; i++) {
            check.answered(tokenOf("user-" + i), 404);
        }
        await().untilAsserted(() -> assertThat(asked).hasPositiveValue());

        CountDownLatch free = new CountDownLatch(1);
        ForkJoinPool.commonPool().execute(free::countDown);
        assertThat(free.await(20, TimeUnit.SECONDS)).isTrue();
        goOn.countDown();
        await().untilAsserted(() -> assertThat(asked).hasValueGreaterThan(500));
        await().during(300, TimeUnit.MILLISECONDS)
                .untilAsserted(() -> assertThat(asked).hasValueLessThan(MANY / 2));
    }

    private List<CloudSite> opened(AccessToken token) {
        asked.incrementAndGet();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of(new CloudSite(RIVERS, URI.create("https://rivers.atlassian.net"), "Rivers"));
    }

    private static AccessToken tokenOf(String user) {
        URI origin = Cloud.atlassian().origin(RIVERS);
        Connection connection = new Connection(
                ConnectionId.random(),
                new Owner(Owner.DEFAULT_APP, user),
                "rivers",
                origin,
                Connection.Kind.OAUTH,
                new Account("account-of-" + user, user, user),
                List.of("read:page:confluence"),
                new Connection.State(Connection.Status.ACTIVE, null, 1, 1),
                new Connection.Dates(Samples.NOON, Samples.NOON, null, null));
        return new AccessToken(connection, Secret.of("token-of-" + user));
    }
}
