package dev.tributary.cli;

import java.net.URI;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A client registration on the command line, {@code id:secret:redirectUri[,redirectUri]}.
 *
 * @param id the client id
 * @param secret the client secret
 * @param redirectUris where the client may be sent
 */
record ClientOption(String id, String secret, List<String> redirectUris) {

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "ClientOption[" + id + "]";
    }

    /** Reads it; the redirect URIs may contain colons, the other two may not. */
    static final class Converter implements ITypeConverter<ClientOption> {

        @Override
        public ClientOption convert(String value) {
            String[] parts = value.split(":", 3);
            if (parts.length < 3 || parts[0].isBlank() || parts[1].isBlank() || parts[2].isBlank()) {
                throw new TypeConversionException("give it as id:secret:redirectUri[,redirectUri], "
                        + "for example my-app:my-secret:http://localhost:8081/callback/wiki");
            }
            List<String> redirectUris = List.of(parts[2].split(","));
            if (redirectUris.isEmpty() || !redirectUris.stream().allMatch(Converter::isAddress)) {
                // What was given is not repeated: where the secret has a colon, the rest of it stands here.
                throw new TypeConversionException("give each redirect URI whole, with http:// or https:// and a host, "
                        + "for example http://localhost:8081/callback/wiki; the client's id and secret have no colon");
            }
            return new ClientOption(parts[0], parts[1], redirectUris);
        }

        private static boolean isAddress(String redirectUri) {
            try {
                URI uri = URI.create(redirectUri);
                return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                        && uri.getRawAuthority() != null;
            } catch (IllegalArgumentException malformed) {
                return false;
            }
        }
    }
}
