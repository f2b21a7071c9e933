package dev.tributary.gateway.doctor;

import dev.tributary.gateway.config.ConsoleConfig.Oidc;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.GatewayConfig.Listen;
import dev.tributary.gateway.config.Running;
import dev.tributary.gateway.config.SiteConfig;
import dev.tributary.gateway.config.ThisMachine;
import dev.tributary.gateway.config.WebhookConfig;
import dev.tributary.http.Transport;
import dev.tributary.model.Misconfigured;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Looks at where the gateway listens and at what is around it, sites excepted. */
final class Surroundings {

    private static final int LARGE = 2 * 1024 * 1024;

    private final GatewayConfig config;
    private final Asking asking;
    private final Function<SiteConfig.Network, Transport> ways;
    private final TargetProbe targets;

    Surroundings(
            GatewayConfig config, Asking asking, Function<SiteConfig.Network, Transport> ways, TargetProbe targets) {
        this.config = config;
        this.asking = asking;
        this.ways = ways;
        this.targets = targets;
    }

    void check(Sheet sheet) {
        sheet.check(Check.LISTEN, null, this::door);
        Running.Management management = config.running().management();
        if (management != null) {
            sheet.check(Check.MANAGEMENT, null, () -> management(management.at()));
        }
        sheet.check(Check.PUBLIC_URL, null, this::publicUrl);
        Oidc oidc = config.console() == null ? null : config.console().oidc();
        if (oidc != null) {
            sheet.check(Check.CONSOLE, null, () -> console(oidc));
        }
        if (!config.webhooks().targets().isEmpty()) {
            sheet.check(Check.WEBHOOKS, null, () -> webhooks(config.webhooks()));
        }
        if (config.running().tracing() != null) {
            URI collector = config.running().tracing().endpoint();
            sheet.check(
                    Check.TRACING,
                    null,
                    () -> TracingJudge.judge(
                            new Asking(ways.apply(SiteConfig.Network.DIRECT)).post(collector, TracingJudge.NONE)));
        }
    }

    /** Who is there is found out once: by the public URL, where that leads straight to this door. */
    private Judgement door() {
        Listen listen = config.listen();
        URI publicUrl = config.publicUrl();
        boolean direct = ThisMachine.is(publicUrl.getHost()) && publicUrl.getPort() == listen.port();
        PortLook look = PortLook.at(listen);
        Heard health = look == PortLook.TAKEN && !direct ? health(listen, config.tls() != null) : null;
        return ListenJudge.door(listen, publicUrl, look, health);
    }

    private Judgement management(Listen listen) {
        PortLook look = PortLook.at(listen);
        return ListenJudge.management(listen, look, look == PortLook.TAKEN ? health(listen, false) : null);
    }

    private Heard health(Listen listen, boolean tls) {
        return new Asking(ways.apply(SiteConfig.Network.DIRECT)).get(PortLook.health(listen, tls));
    }

    private Judgement publicUrl() {
        URI publicUrl = config.publicUrl();
        if (publicUrl.getPort() == 0) {
            return Judgement.skipped("its port is chosen at the start");
        }
        Heard health = asking.get(PublicUrlJudge.health(publicUrl));
        if (!PublicUrlJudge.isUp(health)) {
            return PublicUrlJudge.judge(publicUrl, health, Map.of());
        }
        Map<URI, Heard> refused = new LinkedHashMap<>();
        PublicUrlJudge.refused(publicUrl, config.sites().get(0).id())
                .forEach(probe -> refused.put(probe, asking.get(probe)));
        Heard large = asking.post(PublicUrlJudge.health(publicUrl), "x".repeat(LARGE));
        return PublicUrlJudge.judge(publicUrl, health, refused).and(PublicUrlJudge.large(large).stream());
    }

    private Judgement console(Oidc oidc) {
        try {
            return ConsoleJudge.judge(oidc, new Asking(ways.apply(oidc.network())).get(ConsoleJudge.description(oidc)));
        } catch (Misconfigured e) {
            return ConsoleJudge.judge(e);
        }
    }

    private Judgement webhooks(WebhookConfig webhooks) {
        SiteConfig.Network usual = SiteConfig.Network.DIRECT;
        SiteConfig.Network network = new SiteConfig.Network(webhooks.caBundle(), null, usual.connect(), usual.answer());
        try {
            Asking outwards = new Asking(ways.apply(network));
            List<Advice> advice = new ArrayList<>();
            for (WebhookConfig.Target target : webhooks.targets()) {
                Optional<String> why = targets.refusal(target.url());
                why.ifPresentOrElse(
                        reason -> advice.add(WebhookJudge.refused(target, reason)),
                        () -> WebhookJudge.judge(target, outwards.get(target.url()))
                                .ifPresent(advice::add));
            }
            return Judgement.of(advice.isEmpty() ? "all targets answer" : "not all targets are reached", advice);
        } catch (Misconfigured e) {
            return Judgement.of("not usable", WebhookJudge.judge(e));
        }
    }
}
