package dev.tributary.spring.security;

import java.util.List;

/**
 * What became of the rows of Spring Security's table.
 *
 * @param taken how many are connections now
 * @param kept how many were left because the user's connection is newer, or was ended, or as they are nobody's ({@code client_credentials})
 * @param left those that could not be taken
 */
public record ImportReport(long taken, long kept, List<Left> left) {

    /** Keeps its own copy. */
    public ImportReport {
        left = List.copyOf(left);
    }

    /**
     * A row that could not be taken.
     *
     * @param registration the id of its registration
     * @param principal the name of its principal: what somebody wrote, to be escaped wherever it is shown
     * @param reason why, and what to do; without a token
     */
    public record Left(String registration, String principal, String reason) {}

    /** Says whether every row is a connection now, or was not needed. */
    public boolean isComplete() {
        return left.isEmpty();
    }
}
