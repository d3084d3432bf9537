package org.estimator4j.input;

import java.nio.file.Path;
import java.util.List;

/**
 * How the lines of files become rows.
 *
 * @param files the files, in order
 * @param separator what stands between two fields
 * @param header the names in the first line of each file
 * @param spec what the rows hold
 * @param places for each field of a line the index of its column, -1 if it is left out
 * @param missing a policy for each column
 * @param invalid a policy for values of each column that are none of its type
 * @param skipsBadRows whether rows that cannot be used are left out and counted
 */
record CsvLayout(
    List<Path> files,
    char separator,
    List<String> header,
    ElementSpec spec,
    List<Integer> places,
    List<Missing> missing,
    List<Missing> invalid,
    boolean skipsBadRows) {}
