package dev.tributary.gateway.doctor;

import dev.tributary.gateway.config.WebhookConfig.Target;
import dev.tributary.model.Misconfigured;
import java.util.Optional;

/** Judges whether messages can arrive. */
final class WebhookJudge {

    private static final String WHY =
            "Messages to the application wait, are tried again for three days, and are given up then.";

    private WebhookJudge() {}

    /** Judges a target to which messages may not go. */
    static Advice refused(Target target, String why) {
        return Advice.error(
                setting(target),
                "No message goes to the target " + target.name() + ": " + why + ".",
                WHY,
                why.endsWith("is unknown")
                        ? "Correct the address, or have the name entered at the name server."
                        : "Name the application's public https address; or, where it is in a network of yours, name that"
                                + " network in webhooks.allowedNetworks.");
    }

    /** Judges what a target answered to a question without a message: whatever it is, it is there. */
    static Optional<Advice> judge(Target target, Heard heard) {
        if (!(heard instanceof Heard.Nothing nothing)) {
            return Optional.empty();
        }
        String message = String.valueOf(nothing.failure().getMessage())
                .replace("caBundle", "webhooks.caBundle")
                .replace("baseUrl", setting(target));
        return Optional.of(Words.error(setting(target), message, WHY));
    }

    static Advice judge(Misconfigured failure) {
        return Words.error("webhooks", failure.getMessage(), WHY);
    }

    private static String setting(Target target) {
        return "webhooks.targets." + target.name() + ".url";
    }
}
