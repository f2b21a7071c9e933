package dev.tributary.gateway.webhook;

import dev.tributary.gateway.audit.ConnectionEvents;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionEvent.GrantEndInSight;
import dev.tributary.model.ConnectionEvent.ReconnectRequired;
import dev.tributary.model.ConnectionEvent.Renewed;
import dev.tributary.model.ConnectionEvent.SiteMisconfigured;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a message says: names and states, and never a secret or a link that does something. */
final class MessageBody {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MessageBody() {}

    /** Returns an event as its application is told of it. */
    static String of(ConnectionEvent event, AppConfig app) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", ConnectionEvents.name(event));
        message.put("timestamp", event.at().truncatedTo(ChronoUnit.MILLIS).toString());
        message.put("data", event instanceof SiteMisconfigured wrong ? site(wrong, app) : connection(event, app));
        return JSON.writeValueAsString(message);
    }

    /** Returns what is in every message to an application, and in none to another: within a value its quotes would be escaped. */
    static String naming(String app) {
        return "\"app\":" + JSON.writeValueAsString(app);
    }

    /** That a site is misconfigured concerns all its users, and whose renewal showed it may be another application's secret. */
    private static Map<String, Object> site(SiteMisconfigured event, AppConfig app) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("app", app.id());
        data.put("site", event.connection().site());
        return data;
    }

    private static Map<String, Object> connection(ConnectionEvent event, AppConfig app) {
        Connection connection = event.connection();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("connection", connection.id().value());
        data.put("app", app.id());
        data.put("user", connection.owner().user());
        data.put("site", connection.site());
        data.put("status", connection.state().status());
        data.put("epoch", connection.state().epoch());
        data.put("generation", connection.state().generation());
        if (event instanceof ReconnectRequired required) {
            data.put("reason", required.reason());
        } else if (event instanceof GrantEndInSight ending) {
            data.put("end", ending.end().truncatedTo(ChronoUnit.MILLIS).toString());
        } else if (event instanceof Renewed renewed && renewed.healed()) {
            data.put("healed", true);
        }
        boolean mendable = connection.state().status() == Status.RECONNECT_REQUIRED || event instanceof GrantEndInSight;
        if (mendable && app.connectPage() != null) {
            data.put("connectUrl", app.connectPage().toString());
        }
        return data;
    }
}
