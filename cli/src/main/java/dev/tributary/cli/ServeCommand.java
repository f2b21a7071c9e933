package dev.tributary.cli;

import dev.tributary.gateway.Gateway;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tributary serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        header = "Runs the gateway.",
        description = {
            "Applications in any language connect their users to Confluence and call it as them.",
            "All faults of the configuration are reported at once. Secrets come from the environment, as $${NAME}.",
            "SIGTERM lets the requests under way end, and a second one ends it at once; SIGHUP reads the configuration again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary serve --config tributary.yaml",
            "  WIKI_SECRET=... PORTAL_KEY=... tributary serve --config /etc/tributary/tributary.yaml",
            "",
            "The smallest configuration:",
            "  publicUrl: http://localhost:8081",
            "  sites:  { wiki: { dataCenter: { baseUrl: \"http://localhost:8090\", clientId: my-app,",
            "                                  clientSecret: \"$${WIKI_SECRET}\" } } }",
            "  apps:   { portal: { keys: [\"$${PORTAL_KEY}\"], sites: [wiki], rights: [connect, proxy],",
            "                      returnUrls: [\"http://localhost:8082/back\"] } }"
        })
final class ServeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private ConfigFile config;

    @Override
    public Integer call() throws InterruptedException {
        Serving.gateway(started(), spec.commandLine().getOut());
        return 0;
    }

    private Gateway started() {
        try {
            return Gateway.start(config::readEachTime);
        } catch (IOException unreadable) {
            throw new ParameterException(spec.commandLine(), String.valueOf(unreadable.getMessage()), unreadable);
        }
    }
}
