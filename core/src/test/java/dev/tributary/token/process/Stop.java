package dev.tributary.token.process;

import org.jspecify.annotations.Nullable;

/** Where a process is when it is killed: each step of decision record 0007, whose numbers stand before the words. */
enum Stop {
    TAKING_LEASE(Start.EXPIRED, Point.COMMITTING, Deed.LEASED, "2 the lease is being written"),
    LEASE_TAKEN(Start.EXPIRED, Point.COMMITTED, Deed.LEASED, "2 the lease is taken"),
    NOTING(Start.EXPIRED, Point.COMMITTING, Deed.NOTED, "3 the attempt is being noted"),
    NOTED(Start.EXPIRED, Point.COMMITTED, Deed.NOTED, "3 the attempt is noted"),
    SENDING(Start.EXPIRED, Point.SENDING, null, "4 about to send"),
    REQUEST_LOST(Start.EXPIRED, Point.REQUEST_LOST, null, "4 sent, and the request gets lost"),
    REQUEST_ON_ITS_WAY(Start.EXPIRED, Point.REQUEST_HELD, null, "4 sent, and judged after the death"),
    ANSWER_ON_ITS_WAY(Start.EXPIRED, Point.ANSWER_HELD, null, "5 the answer is on the wire"),
    ANSWER_HALF_READ(Start.EXPIRED, Point.ANSWER_CUT, null, "5 half of the answer is there"),
    ANSWER_RECEIVED(Start.EXPIRED, Point.RECEIVED, null, "5 the answer is there, unread"),
    SAVING(Start.EXPIRED, Point.COMMITTING, Deed.SAVED, "5 the new pair is being saved"),
    SAVED(Start.EXPIRED, Point.COMMITTED, Deed.SAVED, "5 the new pair is saved"),
    RELEASING(Start.EXPIRED, Point.COMMITTING, Deed.RELEASED, "5 the lease is being given back"),
    TAKING_OVER(Start.LEFT_OPEN, Point.COMMITTED, Deed.LEASED, "7 an open attempt is found"),
    WATCHING(Start.LEFT_OPEN, Point.COMMITTED, Deed.PROLONGED, "7 an open attempt is watched"),
    NOTING_AGAIN(Start.LEFT_OPEN, Point.COMMITTING, Deed.NOTED, "7 the replay is being noted"),
    NOTED_AGAIN(Start.LEFT_OPEN, Point.COMMITTED, Deed.NOTED, "7 the replay is noted"),
    REPLAYING(Start.LEFT_OPEN, Point.SENDING, null, "7 about to send the replay"),
    REPLAY_ON_ITS_WAY(Start.LEFT_OPEN, Point.REQUEST_HELD, null, "7 the replay is judged after the death"),
    REPLAY_ANSWERED(Start.LEFT_OPEN, Point.ANSWER_HELD, null, "7 the replay's answer is on the wire"),
    REPLAY_RECEIVED(Start.LEFT_OPEN, Point.RECEIVED, null, "7 the replay's answer is there, unread"),
    SAVING_REPLAYED(Start.LEFT_OPEN, Point.COMMITTING, Deed.SAVED, "7 the replayed pair is being saved"),
    REPLAYED_SAVED(Start.LEFT_OPEN, Point.COMMITTED, Deed.SAVED, "7 the replayed pair is saved"),
    PROMOTING(Start.SPARE, Point.COMMITTING, Deed.PROMOTED, "7 a spare is being promoted"),
    PROMOTED(Start.SPARE, Point.COMMITTED, Deed.PROMOTED, "7 a spare is promoted"),
    PROMOTED_ANSWERED(Start.SPARE, Point.ANSWER_HELD, null, "7 the promoted one's answer is on the wire"),
    REFUSED(Start.LOST, Point.RECEIVED, null, "8 the refusal is there, unread"),
    MARKING(Start.LOST, Point.COMMITTING, Deed.MARKED, "8 the end is being marked"),
    MARKED(Start.LOST, Point.COMMITTED, Deed.MARKED, "8 the end is marked");

    /** What the process finds. */
    enum Start {
        /** A token that has ended. */
        EXPIRED,
        /** An attempt of a process that was killed before. */
        LEFT_OPEN,
        /** The same, and a pair that came too late to become current. */
        SPARE,
        /** An attempt of a process that was killed before, whose answer was lost at a server that forgives nothing. */
        LOST
    }

    /** What keeps the process. */
    enum Point {
        /** The database: all is written but the commit. */
        COMMITTING,
        /** The database: it has committed, and the process does not know yet. */
        COMMITTED,
        /** The way out, before the request. */
        SENDING,
        /** The way out, with the whole answer. */
        RECEIVED,
        /** The wire, which has the request and will lose it. */
        REQUEST_LOST,
        /** The wire, which has the request and delivers it later. */
        REQUEST_HELD,
        /** The wire, which has the answer. */
        ANSWER_HELD,
        /** The wire, which has delivered half of the answer. */
        ANSWER_CUT;

        boolean isOnTheWire() {
            return compareTo(REQUEST_LOST) >= 0;
        }
    }

    final Start start;
    final Point point;
    final @Nullable Deed deed;
    final String words;

    Stop(Start start, Point point, @Nullable Deed deed, String words) {
        this.start = start;
        this.point = point;
        this.deed = deed;
        this.words = words;
    }

    /** Says whether the server has answered, or will, and nobody who lives can know the answer. */
    boolean losesAnswer() {
        return start == Start.LOST
                || switch (point) {
                    case REQUEST_HELD, ANSWER_HELD, ANSWER_CUT, RECEIVED -> true;
                    case COMMITTING -> deed == Deed.SAVED;
                    case COMMITTED, SENDING, REQUEST_LOST -> false;
                };
    }

    boolean isAt(Point here, @Nullable Deed done) {
        return point == here && deed == done;
    }
}
