package dev.tributary.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway is started with.
 *
 * @param publicUrl where browsers and applications reach it; with port 0 it takes a free one and that becomes part of the URL
 * @param listen where it listens
 * @param storage where it keeps what survives
 * @param sites the Confluences it is registered with
 * @param apps the applications that may use it
 * @param trustedProxies the servers in front of it, whose word is taken for where a request comes from
 * @param audit what it writes down of what was done
 * @param webhooks which applications are told of what happens
 * @param console who may sign in at its console; absent for no console
 * @param tls its own certificate; absent where it speaks plain HTTP
 * @param running how it is run and watched
 */
public record GatewayConfig(
        URI publicUrl,
        Listen listen,
        Storage storage,
        List<SiteConfig> sites,
        List<AppConfig> apps,
        List<AddressRange> trustedProxies,
        AuditConfig audit,
        WebhookConfig webhooks,
        @Nullable ConsoleConfig console,
        @Nullable TlsConfig tls,
        Running running) {

    private static final int LARGEST = 1024 * 1024;

    /** Keeps its own copies. */
    public GatewayConfig {
        sites = List.copyOf(sites);
        apps = List.copyOf(apps);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** Describes a gateway without a server in front and without a console, and as usual in all else. */
    public GatewayConfig(URI publicUrl, Listen listen, Storage storage, List<SiteConfig> sites, List<AppConfig> apps) {
        this(
                publicUrl,
                listen,
                storage,
                sites,
                apps,
                List.of(),
                AuditConfig.USUAL,
                WebhookConfig.NONE,
                null,
                null,
                Running.DEFAULT);
    }

    /**
     * An address to listen on.
     *
     * @param host a host name or address of this machine
     * @param port the port; 0 for a free one
     */
    public record Listen(String host, int port) {}

    /**
     * What survives.
     *
     * @param database where connections are
     * @param keyset what their tokens are encrypted with
     */
    public record Storage(Database database, KeysetSource keyset) {

        /** Takes two files: SQLite's and the keyset's. */
        public static Storage files(Path database, Path keyset) {
            return new Storage(new Database.File(database), new KeysetSource.File(keyset));
        }
    }

    /**
     * Reads {@code tributary.yaml}, a text in UTF-8 of at most 1 MiB. Relative paths in it begin at its directory.
     *
     * <p>Throws {@link ConfigFaults} with all faults at once, and {@link IOException} when the file cannot be read.
     *
     * @param file the file
     * @param environment what {@code ${NAME}} stands for
     */
    public static GatewayConfig read(Path file, Map<String, String> environment) throws IOException {
        Path directory = file.toAbsolutePath().normalize().getParent();
        return parse(text(file), directory == null ? Path.of("") : directory, environment);
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("The configuration is larger than 1 MiB. Is this the right file?");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("The configuration is not a text in UTF-8. Save it as one.", e);
        }
    }

    /** Reads the text of a {@code tributary.yaml}, as {@link #read} does. */
    public static GatewayConfig parse(String yaml, Path directory, Map<String, String> environment) {
        Reading reading = new Reading(directory, environment);
        GatewayConfig config = new ConfigReader(reading).read(Section.of(reading, "", YamlReader.read(yaml)));
        reading.check();
        return config;
    }
}
