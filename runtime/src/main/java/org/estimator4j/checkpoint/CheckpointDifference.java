package org.estimator4j.checkpoint;

import java.util.List;

/** Stub. */
public record CheckpointDifference(
    List<String> missing, List<String> unexpected, List<String> differing, List<String> absentOwn) {}
