package dev.tributary.gateway.console;

import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.config.Access;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.IssuerConfig;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.http.Refused;
import dev.tributary.gateway.identity.KeyUses;
import dev.tributary.gateway.identity.MintedKey;
import dev.tributary.gateway.identity.MintedKeys;
import dev.tributary.model.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows the applications and their keys, mints keys and revokes those that were minted here. */
final class KeyPages {

    private static final String HOME = "/console/apps";
    private static final int LONGEST_NOTE = 100;

    private final List<AppConfig> apps;
    private final MintedKeys keys;
    private final KeyUses uses;
    private final Audit audit;
    private final Frame frame;

    KeyPages(List<AppConfig> apps, MintedKeys keys, KeyUses uses, Audit audit, Frame frame) {
        this.apps = apps.stream().sorted(Comparator.comparing(AppConfig::id)).toList();
        this.keys = keys;
        this.uses = uses;
        this.audit = audit;
        this.frame = frame;
    }

    /** An application as the page shows it. */
    record AppRow(
            String id,
            String sites,
            String rights,
            String issuer,
            boolean mintable,
            List<String> returnUrls,
            List<KeyRow> keys) {}

    /** A key as the page shows it: its hash's beginning, never any of it. */
    record KeyRow(String id, String origin, String rights, String limits, Moment used, boolean revocable) {

        KeyRow at(@Nullable Instant use) {
            return new KeyRow(id, origin, rights, limits, Moment.of(use), revocable);
        }
    }

    List<Operation> all(Gate gate) {
        return List.of(
                gate.page(HOME, this::list),
                gate.page("/console/mint/{app}", this::order),
                gate.change("/console/mint/{app}", this::mint),
                gate.page("/console/revoke/{key}", this::ask),
                gate.change("/console/revoke/{key}", this::revoke));
    }

    private Answer list(Visit visit) {
        List<MintedKey> minted = keys.all();
        Map<KeyUses.Key, Instant> used = uses.all();
        return frame.page(
                visit,
                "apps",
                Map.of("apps", apps.stream().map(app -> row(app, minted, used)).toList(), "orphans", orphans(minted)));
    }

    private AppRow row(AppConfig app, List<MintedKey> minted, Map<KeyUses.Key, Instant> used) {
        IssuerConfig issuer = app.access().issuer();
        List<KeyRow> rows =
                new ArrayList<>(app.access().keys().stream().map(KeyPages::row).toList());
        minted.stream()
                .filter(key -> key.app().equals(app.id()))
                .map(KeyPages::row)
                .forEach(rows::add);
        return new AppRow(
                app.id(),
                String.join(", ", new TreeSet<>(app.sites())),
                labels(app.rights()),
                issuer == null ? "" : issuer.name().issuer(),
                !MintedKeys.mintable(app).isEmpty(),
                app.returnUrls().stream().sorted().toList(),
                rows.stream()
                        .map(row -> row.at(used.get(new KeyUses.Key(app.id(), row.id()))))
                        .toList());
    }

    private static KeyRow row(Access.Key key) {
        StringBuilder limits = new StringBuilder();
        if (key.allowance().readOnly()) {
            limits.append("reading only; ");
        }
        if (!key.allowance().from().isEmpty()) {
            limits.append("from certain addresses; ");
        }
        if (!key.allowance().users().isEmpty()) {
            limits.append("for certain users; ");
        }
        String text = limits.isEmpty() ? "none" : limits.substring(0, limits.length() - 2);
        return new KeyRow(
                key.key().id(), "configuration", labels(key.allowance().rights()), text, Moment.of(null), false);
    }

    private static KeyRow row(MintedKey key) {
        String note = key.note().isEmpty() ? "" : "“" + key.note() + "”, ";
        String origin = note + "minted " + Moment.of(key.at()).text() + " by " + key.by();
        return new KeyRow(
                key.id(),
                origin,
                labels(key.rights()),
                key.readOnly() ? "reading only" : "none",
                Moment.of(null),
                true);
    }

    private List<KeyRow> orphans(List<MintedKey> minted) {
        Set<String> known = apps.stream().map(AppConfig::id).collect(Collectors.toSet());
        return minted.stream()
                .filter(key -> !known.contains(key.app()))
                .map(KeyPages::row)
                .toList();
    }

    private Answer order(Visit visit) {
        AppConfig app = app(visit.parameter());
        return frame.page(
                visit,
                "mint",
                Map.of(
                        "app", app.id(),
                        "rights",
                                MintedKeys.mintable(app).stream()
                                        .map(Right::label)
                                        .sorted()
                                        .toList(),
                        "readOnly", app.paths().readOnly()));
    }

    private Answer mint(Visit visit) {
        AppConfig app = app(visit.parameter());
        Set<Right> rights = EnumSet.noneOf(Right.class);
        MintedKeys.mintable(app).stream()
                .filter(right -> !visit.field("right-" + right.label()).isEmpty())
                .forEach(rights::add);
        String note = visit.field("note");
        if (note.length() > LONGEST_NOTE || note.chars().anyMatch(Character::isISOControl)) {
            throw Refused.malformed("A note has 100 characters at most, and no line breaks.");
        }
        boolean readOnly = !visit.field("readOnly").isEmpty();
        MintedKey.Order order = new MintedKey.Order(
                app.id(), rights, readOnly, note, visit.who().admin().label());
        Secret key = keys.mint(order);
        audit.event("key.minted")
                .with("app", app.id())
                .with("rights", labels(rights))
                .write();
        return frame.page(visit, "minted", Map.of("app", app.id(), "key", key.reveal()));
    }

    private Answer ask(Visit visit) {
        MintedKey key = keys.all().stream()
                .filter(each -> each.id().equals(visit.parameter()))
                .findFirst()
                .orElseThrow(KeyPages::unknownKey);
        return frame.page(visit, "revoke", Map.of("key", row(key), "app", key.app()));
    }

    private Answer revoke(Visit visit) {
        MintedKey key = keys.revoke(visit.parameter()).orElseThrow(KeyPages::unknownKey);
        audit.event("key.revoked").with("app", key.app()).with("key", key.id()).write();
        return Answer.seeOther(HOME);
    }

    private AppConfig app(String id) {
        return apps.stream()
                .filter(app -> app.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new Refused(404, "unknown-app", "Unknown app", "The configuration has no such app."));
    }

    private static Refused unknownKey() {
        return new Refused(
                404, "unknown-key", "Unknown key", "No key of that id was minted here, or it was revoked already.");
    }

    private static String labels(Collection<Right> rights) {
        return rights.stream().map(Right::label).sorted().collect(Collectors.joining(", "));
    }
}
