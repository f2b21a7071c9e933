package dev.tributary.simulator.content;

/**
 * What an inline comment is about.
 *
 * @param markerRef names the place in the page
 * @param selection the text that was selected
 * @param resolution {@code open}, {@code resolved} or {@code reopened}
 */
public record Anchor(String markerRef, String selection, String resolution) {

    /** The same place, settled or not. */
    public Anchor resolved(boolean settled) {
        String next = settled ? "resolved" : resolution.equals("resolved") ? "reopened" : resolution;
        return new Anchor(markerRef, selection, next);
    }
}
