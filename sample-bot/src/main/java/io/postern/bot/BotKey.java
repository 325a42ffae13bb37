package io.postern.bot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** The bot's own Ed25519 key. The private half never leaves its file. */
record BotKey(PublicJsonWebKey jwk) {
    /** Makes a key where none is yet, readable by its owner alone. */
    static BotKey generate(Path file) {
        try {
            PublicJsonWebKey jwk = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            return new BotKey(jwk);
        } catch (IOException e) {
            throw new BotFault("The key file " + file + " cannot be made: name one that does not exist yet in a"
                    + " directory that does, with SAMPLE_BOT_KEY.");
        } catch (JoseException e) {
            throw new IllegalStateException("this JDK has no Ed25519", e);
        }
    }

    static BotKey read(Path file) {
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
            if (jwk instanceof OctetKeyPairJsonWebKey && jwk.getPrivateKey() != null && jwk.getKeyId() != null) {
                return new BotKey(jwk);
            }
        } catch (IOException | JoseException _) {
            throw unfit(file); // the cause could quote the key
        }
        throw unfit(file);
    }

    private static BotFault unfit(Path file) {
        return new BotFault("There is no private Ed25519 JWK with a kid in " + file
                + ": make one with 'keygen', or set SAMPLE_BOT_KEY.");
    }

    /** What the operator of Postern puts into the file of registered bots. */
    String registration(String name) {
        return "{\"name\":\"" + name + "\",\"keys\":[" + jwk.toJson(OutputControlLevel.PUBLIC_ONLY) + "]}";
    }

    /** Signs claims as a compact JWS; its header says algorithm, key and type, and nothing else. */
    String sign(String type, Map<String, Object> claims) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        jws.setKeyIdHeaderValue(jwk.getKeyId());
        jws.setHeader("typ", type);
        jws.setPayload(JsonUtil.toJson(claims));
        jws.setKey(jwk.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the bot's key does not sign", e);
        }
    }
}
