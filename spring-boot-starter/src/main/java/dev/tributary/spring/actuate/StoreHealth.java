package dev.tributary.spring.actuate;

import dev.tributary.Tributary;
import dev.tributary.model.Owner;
import dev.tributary.store.ConnectionQuery;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether connections can be used as far as this application goes: whether their store answers. Confluence is not asked. */
public final class StoreHealth extends AbstractHealthIndicator {

    private static final ConnectionQuery ONE = new ConnectionQuery(Owner.DEFAULT_APP, null, null, null, null, 1);

    private final Tributary tributary;

    /** Takes the engine. */
    public StoreHealth(Tributary tributary) {
        super("The store of the connections to Confluence does not answer.");
        this.tributary = tributary;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        tributary.connections().list(ONE);
        builder.up();
    }
}
