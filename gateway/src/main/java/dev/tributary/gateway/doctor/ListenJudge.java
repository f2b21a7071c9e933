package dev.tributary.gateway.doctor;

import dev.tributary.gateway.config.GatewayConfig.Listen;
import dev.tributary.gateway.config.ThisMachine;
import dev.tributary.http.TransportException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges whether the gateway can listen where it is told to, and who reaches it there. */
final class ListenJudge {

    private static final String WHY = "'tributary serve' does not start.";

    private ListenJudge() {}

    /**
     * Judges where applications come in.
     *
     * @param look what is there
     * @param health what whoever listens there answered; absent where nobody does, or the check of the public URL asks
     */
    static Judgement door(Listen listen, URI publicUrl, PortLook look, @Nullable Heard health) {
        Judgement judgement = judge("listen", listen, look, health);
        boolean open = !isHere(listen) && !"https".equals(publicUrl.getScheme());
        return open ? judgement.and(inClear(listen)) : judgement;
    }

    private static Advice inClear(Listen listen) {
        return Advice.warning(
                "listen",
                "The gateway listens at " + listen.host()
                        + ", where other machines reach it, and publicUrl is not https.",
                "Keys of applications, and the tokens that they take out, cross the network in clear.",
                "Let it listen on this machine only (listen: " + listen.port()
                        + "), or set publicUrl to the https address by which it is reached.");
    }

    /** Judges where those come in who run the gateway. */
    static Judgement management(Listen listen, PortLook look, @Nullable Heard health) {
        Judgement judgement = judge("management.listen", listen, look, health);
        return isHere(listen)
                ? judgement
                : judgement.and(Advice.warning(
                        "management.listen",
                        "The management listener is at " + listen.host() + ", where other machines reach it.",
                        "It asks for no key: whoever reaches it sees all measurements, and may have the configuration read"
                                + " again.",
                        "Let it listen at 127.0.0.1:" + listen.port()
                                + "; or have the network let nobody there but those who watch the gateway."));
    }

    private static boolean isHere(Listen listen) {
        return ThisMachine.is(listen.host()) || listen.host().equals("::1");
    }

    private static Judgement judge(String setting, Listen listen, PortLook look, @Nullable Heard health) {
        String where = listen.host() + ":" + listen.port();
        return switch (look) {
            case FREE -> Judgement.well(listen.port() == 0 ? "a free port is chosen at the start" : where + " is free");
            case TAKEN ->
                stranger(health)
                        .map(who -> Judgement.of(
                                "taken",
                                Advice.error(
                                        setting,
                                        "Another program listens at " + where + who + ".",
                                        WHY,
                                        "Choose another port in " + setting + ", or end the program that has it.")))
                        .orElse(Judgement.well("a gateway listens at " + where));
            case ELSEWHERE ->
                Judgement.of(
                        "not here",
                        Advice.error(
                                setting,
                                listen.host() + " is no address of this machine.",
                                WHY,
                                "Set " + setting + " to an address of this machine, or to the port alone."));
            case FORBIDDEN ->
                Judgement.of(
                        "refused",
                        Advice.error(
                                setting,
                                "This user may not listen at " + where + ".",
                                WHY,
                                "Choose a port from 1024 on, or let the system give this program the right to listen there."));
        };
    }

    /** What speaks TLS that is for another name may well be the gateway: it is asked by its address here. */
    private static Optional<String> stranger(@Nullable Heard health) {
        if (health == null || PublicUrlJudge.isUp(health)) {
            return Optional.empty();
        }
        if (health instanceof Heard.Answered answered) {
            return Optional.of(" (it answers with status " + answered.answer().status() + ")");
        }
        TransportException failure = ((Heard.Nothing) health).failure();
        return switch (failure.kind()) {
            case UNTRUSTED, UNFIT -> Optional.empty();
            default -> Optional.of(" (it is no gateway)");
        };
    }
}
