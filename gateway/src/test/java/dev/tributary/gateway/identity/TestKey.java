package dev.tributary.gateway.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key pair that signs tokens by the platform's own means, so that what it makes does not depend on what checks it.
 *
 * @param kid the key's name
 * @param pair the pair
 * @param jwk the public key as a JWK
 */
public record TestKey(String kid, KeyPair pair, Map<String, Object> jwk) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Map<String, Integer> COORDINATES = Map.of("P-256", 32, "P-384", 48, "P-521", 66);

    /** Makes an RSA key. */
    public static TestKey rsa(String kid, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            RSAPublicKey open = (RSAPublicKey) pair.getPublic();
            Map<String, Object> jwk = new LinkedHashMap<>(Map.of("kty", "RSA", "kid", kid, "use", "sig"));
            jwk.put("n", number(open.getModulus(), 0));
            jwk.put("e", number(open.getPublicExponent(), 0));
            return new TestKey(kid, pair, jwk);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a key of a curve: P-256, P-384 or P-521. */
    public static TestKey curve(String kid, String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp" + curve.substring(2) + "r1"));
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey open = (ECPublicKey) pair.getPublic();
            int length = COORDINATES.getOrDefault(curve, 0);
            Map<String, Object> jwk = new LinkedHashMap<>(Map.of("kty", "EC", "kid", kid, "crv", curve));
            jwk.put("x", number(open.getW().getAffineX(), length));
            jwk.put("y", number(open.getW().getAffineY(), length));
            return new TestKey(kid, pair, jwk);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String number(BigInteger value, int length) {
        byte[] octets = value.toByteArray();
        byte[] bare = octets[0] == 0 ? Arrays.copyOfRange(octets, 1, octets.length) : octets;
        byte[] padded = new byte[Math.max(length, bare.length)];
        System.arraycopy(bare, 0, padded, padded.length - bare.length, bare.length);
        return BASE64.encodeToString(padded);
    }

    /** Returns the same key, its JWK with one more member. */
    public TestKey with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(jwk);
        more.put(member, value);
        return new TestKey(kid, pair, more);
    }

    /** Signs claims, with the usual header. */
    public String sign(String algorithm, Map<String, Object> claims) {
        return sign(header(algorithm), claims, algorithm);
    }

    /** Returns the usual header. */
    public Map<String, Object> header(String algorithm) {
        return new LinkedHashMap<>(Map.of("alg", algorithm, "kid", kid, "typ", "JWT"));
    }

    /** Signs claims under any header, by an algorithm that may be another one than it says. */
    public String sign(Map<String, Object> header, Map<String, Object> claims, String algorithm) {
        return sign(JSON.writeValueAsString(header), JSON.writeValueAsString(claims), algorithm);
    }

    /** Signs texts as they are. */
    public String sign(String header, String claims, String algorithm) {
        String signed = part(header) + "." + part(claims);
        try {
            Signature signature = signature(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs claims with octets as a shared secret, under the name of this key. */
    public String signWith(byte[] secret, Map<String, Object> claims) {
        String signed = part(JSON.writeValueAsString(header("HS256"))) + "." + part(JSON.writeValueAsString(claims));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return signed + "." + BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the public key in PEM. */
    public String pem() {
        PublicKey open = pair.getPublic();
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(open.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** Returns a text as a part of a token. */
    public static String part(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the hash of a key, as a configuration has it. */
    public static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Signature signature(String algorithm) throws GeneralSecurityException {
        String bits = algorithm.substring(2);
        return switch (algorithm.substring(0, 2)) {
            case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
            case "ES" -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
            default -> pss(bits);
        };
    }

    private static Signature pss(String bits) throws GeneralSecurityException {
        Signature pss = Signature.getInstance("RSASSA-PSS");
        String hash = "SHA-" + bits;
        pss.setParameter(
                new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), Integer.parseInt(bits) / 8, 1));
        return pss;
    }
}
