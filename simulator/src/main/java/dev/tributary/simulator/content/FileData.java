package dev.tributary.simulator.content;

import java.util.Arrays;

/** The bytes of an attachment and what was said of them. */
public final class FileData {
    private final String mediaType;
    private final String comment;
    private final byte[] bytes;

    /** Keeps a copy of {@code bytes}. */
    public FileData(String mediaType, String comment, byte[] bytes) {
        this.mediaType = mediaType;
        this.comment = comment;
        this.bytes = Arrays.copyOf(bytes, bytes.length);
    }

    public String mediaType() {
        return mediaType;
    }

    public String comment() {
        return comment;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }

    public int size() {
        return bytes.length;
    }
}
