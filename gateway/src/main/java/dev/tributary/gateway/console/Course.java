package dev.tributary.gateway.console;

/** Sums by minute, of which it remembers the last ones. Not thread-safe. */
final class Course {

    private final long[] counts;
    private final long[] minutes;

    Course(int length) {
        this.counts = new long[length];
        this.minutes = new long[length];
    }

    void count(long minute) {
        add(minute, 1);
    }

    void add(long minute, long amount) {
        int place = Math.floorMod(minute, counts.length);
        if (minutes[place] != minute) {
            minutes[place] = minute;
            counts[place] = 0;
        }
        counts[place] += amount;
    }

    /** Returns the counts up to a minute, which is the last of them. */
    long[] until(long last) {
        long[] course = new long[counts.length];
        for (int i = 0; i < course.length; i++) {
            long minute = last - course.length + 1 + i;
            int place = Math.floorMod(minute, counts.length);
            course[i] = minutes[place] == minute ? counts[place] : 0;
        }
        return course;
    }
}
