package dev.tributary.cli.person;

/** How an answer is printed. */
public enum Output {
    /** JSON: laid out for people, compact for programs. */
    JSON,
    /** A line for each entry of a list. */
    TABLE,
    /** The bytes as they are. */
    RAW;

    /** Reads it from the command line. */
    public static final class Words extends Choice<Output> {

        /** Offers all. */
        public Words() {
            super(Output.class);
        }
    }
}
