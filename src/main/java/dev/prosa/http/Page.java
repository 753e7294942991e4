package dev.prosa.http;

/**
 * Which part of a list is asked for.
 *
 * @param limit how many rows, 1–100
 * @param cursor what they follow; null: nothing
 * @param number of the page, from 1; null: not asked for by number, so that nobody counts
 */
public record Page(int limit, String cursor, Integer number) {

    public boolean isNumbered() {
        return number != null;
    }

    /** How many rows lie before a page asked for by its number. */
    public long offset() {
        return isNumbered() ? (number - 1L) * limit : 0;
    }

    /** The same where it is given as an int: no list has a row beyond its greatest value. */
    public int firstRow() {
        return (int) Math.min(offset(), Integer.MAX_VALUE);
    }
}
